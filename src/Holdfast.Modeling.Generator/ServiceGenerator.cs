using System.Collections.Immutable;
using System.Text;
using Holdfast.Modeling.Generator.Diagnostics;
using Holdfast.Modeling.Generator.Emit;
using Holdfast.Modeling.Generator.Parse;
using Holdfast.Modeling.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Holdfast.Modeling.Generator;

/// <summary>Turns service models and the handlers of a project into typed records, errors, readers, writers and bindings.</summary>
/// <remarks>
/// Every step yields values that compare by content: an edit that changes no handler and no model stops at the step it reaches.
/// </remarks>
[Generator]
public sealed class ServiceGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads models; its run reasons are tested.</summary>
    public const string ModelStep = "Model";

    /// <summary>The step that pairs a model with its handlers, the last before source is written.</summary>
    public const string ServiceStep = "Service";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = Models(context);
        var handlers = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => HandlerParser.IsCandidate(node),
                static (syntax, cancellationToken) => HandlerParser.Parse(syntax, cancellationToken))
            .Where(static handler => handler is not null)
            .Select(static (handler, _) => handler!)
            .Collect();
        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => new OptionsSpec(
            Option(provider.GlobalOptions, "RootNamespace"),
            string.Equals(Option(provider.GlobalOptions, "HoldfastEmitAll"), "true", StringComparison.OrdinalIgnoreCase)));

        // Places are dropped before services are made, so that a handler that moved within its file changes nothing.
        var ordered = handlers.Select(static (all, _) => all
            .Select(static placed => placed.Handler)
            .OrderBy(static handler => handler.Type, StringComparer.Ordinal)
            .ToEquatable());
        var services = models
            .Combine(ordered)
            .Select(static (pair, _) => (Model: pair.Left, Handlers: HandlersOf(pair.Left, pair.Right)))
            .Combine(options)
            .Select(static (pair, _) => (pair.Left.Model, pair.Left.Handlers, Options: pair.Right))
            .WithTrackingName(ServiceStep);

        context.RegisterSourceOutput(services, static (output, service) => Emit(output, service.Model, service.Handlers, service.Options));
        var names = models.Select(static (model, _) => model.Operations.Select(static operation => operation.Name).ToEquatable());
        context.RegisterSourceOutput(
            handlers.Combine(names.Collect()).Combine(options),
            static (output, pair) => HandlerCheck.Report(output, pair.Left.Left, pair.Left.Right, pair.Right));
        context.RegisterSourceOutput(
            handlers.Combine(models.Select(static (model, _) => ActionsOf(model)).Collect()).Combine(Authorizations(context)).Combine(options),
            static (output, pair) => AuthorizationCheck.Report(output, pair.Left.Left.Left, pair.Left.Left.Right, pair.Left.Right, pair.Right));
    }

    private static ActionsSpec ActionsOf(ServiceSpec model) => new(
        model.Path,
        model.Operations.Select(static operation => new OperationActionSpec(operation.Name, operation.Action, operation.IsUnlisted)).ToEquatable());

    private static IncrementalValueProvider<ImmutableArray<AuthorizationSpec>> Authorizations(IncrementalGeneratorInitializationContext context)
        => context.AdditionalTextsProvider
            .Where(static text => IsAuthorization(text.Path))
            .Select(static (text, cancellationToken) => AuthorizationParser.Parse(text.Path, text.GetText(cancellationToken)?.ToString() ?? ""))
            .Collect();

    private static IncrementalValuesProvider<ServiceSpec> Models(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider.Where(static text => IsModel(text.Path) || IsOverlay(text.Path));
        var overlays = files
            .Where(static text => IsOverlay(text.Path))
            .Select(static (text, cancellationToken) => (text.Path, Text: text.GetText(cancellationToken)?.ToString() ?? ""))
            .Collect();
        return files
            .Where(static text => IsModel(text.Path))
            .Select(static (text, cancellationToken) => (text.Path, Text: text.GetText(cancellationToken)?.ToString() ?? ""))
            .Combine(overlays)
            .Select(static (pair, _) => Join(pair.Left.Path, pair.Left.Text, pair.Right))
            .Select(static (file, _) => ModelParser.Parse(file))
            .WithTrackingName(ModelStep);
    }

    private static ModelFileSpec Join(string path, string text, ImmutableArray<(string Path, string Text)> overlays)
    {
        var overlayPath = path.Substring(0, path.Length - ".json".Length) + ".overlay.json";
        foreach (var overlay in overlays)
        {
            if (overlay.Path == overlayPath)
            {
                return new(path, text, overlay.Path, overlay.Text);
            }
        }

        return new(path, text, null, null);
    }

    /// <summary>The handlers of the model's operations, one each; the others are reported where they stand.</summary>
    private static EquatableArray<HandlerSpec> HandlersOf(ServiceSpec model, EquatableArray<HandlerSpec> handlers)
    {
        var operations = new HashSet<string>(model.Operations.Select(static operation => operation.Name), StringComparer.Ordinal);
        return handlers
            .Where(handler => operations.Contains(handler.Operation) && handler.Response == handler.Operation + "Response")
            .GroupBy(static handler => handler.Operation, StringComparer.Ordinal)
            .Select(static group => group.First())
            .OrderBy(static handler => handler.Operation, StringComparer.Ordinal)
            .ToEquatable();
    }

    private static void Emit(
        SourceProductionContext output, ServiceSpec model, EquatableArray<HandlerSpec> handlers, OptionsSpec options)
    {
        foreach (var fault in model.Faults)
        {
            var location = Location.Create(fault.Path, default, default);
            output.ReportDiagnostic(Diagnostic.Create(Rules.ById(fault.Id), location, fault.Message));
        }

        if (model.Faults.Any(static fault => fault.Id == Rules.BadModel.Id))
        {
            return;
        }

        var implemented = new HashSet<string>(
            options.EmitAll
                ? model.Operations.Select(static operation => operation.Name)
                : handlers.Select(static handler => handler.Operation),
            StringComparer.Ordinal);
        var @namespace = options.EmitAll ? $"{options.RootNamespace}.{model.Folder}" : options.RootNamespace;
        var plan = new ServicePlan(model, @namespace, implemented);
        Add("Service", ServiceEmitter.Emit(plan, handlers.ToList()));
        Add("Structures", new StructureEmitter(plan).Emit());
        Add("Shapes", FactsEmitter.Emit(plan));
        Add("Errors", ErrorEmitter.Emit(plan, options.EmitAll));
        Add("Enums", EnumEmitter.Emit(plan));
        if (options.EmitAll)
        {
            Add("Catalog", ServiceEmitter.EmitCatalog(plan));
        }

        void Add(string kind, string source)
            => output.AddSource($"{model.Folder}.{kind}.g.cs", SourceText.From(source, Encoding.UTF8));
    }

    private static string Option(Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptions options, string name)
        => options.TryGetValue("build_property." + name, out var value) ? value : "";

    private static bool IsOverlay(string path) => InModelFolder(path) && path.EndsWith(".overlay.json", StringComparison.Ordinal);

    private static bool IsModel(string path)
        => InModelFolder(path) && path.EndsWith(".json", StringComparison.Ordinal) && !IsOverlay(path) && !IsAuthorization(path);

    private static bool IsAuthorization(string path)
        => InModelFolder(path) && path.EndsWith(AuthorizationParser.Suffix, StringComparison.Ordinal);

    private static bool InModelFolder(string path) => path.Replace('\\', '/').Contains("/Model/");
}
