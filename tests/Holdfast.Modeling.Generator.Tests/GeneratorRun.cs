using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Holdfast.Kernel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Holdfast.Modeling.Generator.Tests;

/// <summary>A project in memory with models and source, on which the generator runs, and runs again after an edit.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
    private static readonly ImmutableArray<MetadataReference> References = Platform();

    private readonly Dictionary<string, Text> _texts = new(StringComparer.Ordinal);
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public GeneratorRun(bool emitAll, params string[] models)
    {
        foreach (var model in models)
        {
            foreach (var path in Directory.GetFiles(Path.Combine(Folder, "Models", model, "Model")))
            {
                _texts.Add(path, new Text(path, File.ReadAllText(path)));
            }
        }

        _compilation = CSharpCompilation.Create(
            "Course",
            [],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create(
            [new ServiceGenerator().AsSourceGenerator()],
            _texts.Values,
            ParseOptions,
            new Options(emitAll),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>The source and what else the generated code is compiled with.</summary>
    public GeneratorRun With(string path, string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, ParseOptions, path);
        var before = _compilation.SyntaxTrees.FirstOrDefault(existing => existing.FilePath == path);
        _compilation = before is null ? _compilation.AddSyntaxTrees(tree) : _compilation.ReplaceSyntaxTree(before, tree);
        return this;
    }

    /// <summary>Edits a model or an overlay.</summary>
    public GeneratorRun WithModel(string name, Func<string, string> edit)
    {
        var before = _texts.Values.Single(text => Path.GetFileName(text.Path) == name);
        var after = new Text(before.Path, edit(before.Content));
        _texts[before.Path] = after;
        _driver = _driver.ReplaceAdditionalText(before, after);
        return this;
    }

    /// <summary>Runs the generator, and compiles what it made with the source.</summary>
    public GeneratorOutcome Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _, TestContext.Current.CancellationToken);
        return new(_driver.GetRunResult().Results.Single(), output);
    }

    private static string Folder => typeof(GeneratorRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;

    private static ImmutableArray<MetadataReference> Platform()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(ServiceException).Assembly.Location)
            .Append(typeof(Protocols.Shapes.Shape).Assembly.Location)
            .Distinct(StringComparer.Ordinal)
            .Select(MetadataReference (path) => MetadataReference.CreateFromFile(path))
            .ToImmutableArray();

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public string Content => content;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }

    private sealed class Options(bool emitAll) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(emitAll);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(bool emitAll) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_property.RootNamespace" => "Course",
                "build_property.HoldfastEmitAll" => emitAll ? "true" : null,
                _ => null,
            };
            return value is not null;
        }
    }
}

/// <summary>What one run made.</summary>
internal sealed record GeneratorOutcome(GeneratorRunResult Result, Compilation Compilation)
{
    /// <summary>The ids and messages of what the generator reported.</summary>
    public IEnumerable<string> Reports
        => Result.Diagnostics.Select(report => $"{report.Id}: {report.GetMessage(CultureInfo.InvariantCulture)}");

    /// <summary>The errors of the compiler over source and generated code.</summary>
    public IEnumerable<string> CompilerErrors => Compilation
        .GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(report => report.Severity == DiagnosticSeverity.Error)
        .Select(report => report.ToString());

    /// <summary>All generated source.</summary>
    public string Source => string.Join("\n", Result.GeneratedSources.Select(source => $"==== {source.HintName}\n{source.SourceText}"));

    /// <summary>Why the sources were made: one word per service.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step)
        => Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>Why each file was added to the compilation.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons
        => Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);
}
