using System.Reflection;

namespace Holdfast.Architecture.Tests;

/// <summary>The files of the repository as a person wrote them: no build output, no data folder.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        ".git", ".holdfast", ".vs", ".idea", "artifacts", "bin", "obj", "TestResults", "node_modules", "__pycache__",
    };

    private static readonly HashSet<string> TextExtensions = new(StringComparer.Ordinal)
    {
        ".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".md", ".txt", ".py", ".sh", ".tf", ".yml", ".xml", ".razor", ".editorconfig", "",
    };

    /// <summary>The folder that holds the solution, without a slash at its end.</summary>
    public static string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!));

    /// <summary>All files, by their paths from the root, in order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    /// <summary>The files that a person reads as text.</summary>
    public static IEnumerable<string> TextFiles => Files.Where(path => TextExtensions.Contains(Path.GetExtension(path)));

    /// <summary>The C# files under a folder.</summary>
    public static IEnumerable<string> CodeUnder(string folder)
        => Files.Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Reads a file by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
        => Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(child => !Skipped.Contains(Path.GetFileName(child))).SelectMany(Walk));
}
