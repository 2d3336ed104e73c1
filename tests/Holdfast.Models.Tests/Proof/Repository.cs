using System.Reflection;
using System.Text.Json;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Where the files of the repository are.</summary>
internal static class Repository
{
    /// <summary>The folder of this test project.</summary>
    public static string Project { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;

    /// <summary>The folder of the services.</summary>
    public static string Services { get; } = Path.GetFullPath(Path.Combine(Project, "..", "..", "src", "Services"));

    /// <summary>The script that extracts models.</summary>
    public static string ExtractionScript { get; } = Path.GetFullPath(Path.Combine(Project, "..", "..", "tools", "extract-models.py"));

    /// <summary>Says what a committed model was read from.</summary>
    public static string SourceOf(string modelPath)
    {
        using var model = JsonDocument.Parse(File.ReadAllBytes(modelPath));
        return model.RootElement.GetProperty("source").GetString()!;
    }
}
