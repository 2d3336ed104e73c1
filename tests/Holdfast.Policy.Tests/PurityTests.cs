using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Tests;

public sealed class PurityTests
{
    private static readonly string[] Refused = ["System.IO", "System.Net", "System.Threading", "Microsoft"];

    [Fact]
    public void The_library_touches_no_files_no_network_and_no_threads() =>
        Assert.Empty(Impurities(typeof(PolicyDocument).Assembly.Location));

    [Fact]
    public void The_rule_bites_where_it_is_broken() =>
        Assert.NotEmpty(Impurities(typeof(PurityTests).Assembly.Location));

    private static string[] Impurities(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        var metadata = reader.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences
                .Select(handle => metadata.GetTypeReference(handle))
                .Select(type => (Space: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
                .Where(static t => Array.Exists(
                    Refused, r => t.Space == r || t.Space.StartsWith(r + ".", StringComparison.Ordinal)))
                .Select(static t => $"{t.Space}.{t.Name}"),
        ];
    }
}
