using System.Reflection;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Where the files of the repository are.</summary>
internal static class Repository
{
    /// <summary>The folder of this test project.</summary>
    public static string Project { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;

    /// <summary>The folder of the services.</summary>
    public static string Services { get; } = Path.GetFullPath(Path.Combine(Project, "..", "..", "src", "Services"));
}
