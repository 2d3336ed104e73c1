using System.Reflection;

namespace Holdfast.Protocols.Tests.Models;

internal static class CaseFolder
{
    /// <summary>Where the cases lie, as the build noted it.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        typeof(CaseFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!,
        "Cases");
}
