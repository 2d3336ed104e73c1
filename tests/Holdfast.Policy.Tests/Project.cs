using System.Reflection;

namespace Holdfast.Policy.Tests;

/// <summary>Where the project's data lies.</summary>
internal static class Project
{
    public static string Folder { get; } = typeof(Project).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static a => a.Key == "ProjectFolder").Value!;

    public static string Corpus { get; } = Path.Combine(Folder, "Corpus");
}
