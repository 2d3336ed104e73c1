using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Holdfast.Architecture.Tests;

/// <summary>Keeps the judge and the protocols pure: they take values and give values, and know no clock, file, network or thread.</summary>
public sealed class PurityTests
{
    private static readonly string[] Impure =
        ["System.IO.", "System.Net.", "System.Threading.", "System.Diagnostics.Process", "System.Random", "System.TimeProvider", "Microsoft."];

    /// <summary>What the compiler itself puts into every assembly, and plain values that happen to live in those namespaces.</summary>
    private static readonly string[] AlwaysPure =
    [
        "Microsoft.CodeAnalysis.EmbeddedAttribute",
        "System.Net.IPAddress", // A value; conditions compare addresses.
        "System.Net.IPNetwork",
        "System.Net.HttpStatusCode",
        "System.Net.Sockets.AddressFamily",
        "System.Threading.Interlocked", // A cache of compiled values publishes itself with these.
        "System.Threading.Volatile",
        "System.Threading.Lock",
    ];

    /// <summary>Bodies are streams: the protocols wrap the one that the gate hands them, and open none.</summary>
    private static readonly string[] Streams =
    [
        "System.IO.Stream", "System.IO.MemoryStream", "System.IO.SeekOrigin", "System.IO.IOException", "System.IO.EndOfStreamException", "System.IO.InvalidDataException",
        "System.IO.Hashing.", "System.Threading.CancellationToken", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask",
    ];

    [Fact]
    public void The_policy_engine_uses_no_clock_no_file_no_network_and_no_thread()
        => Findings.None(ImpureTypes(AssemblyNamed("Holdfast.Policy"), AlwaysPure));

    [Fact]
    public void The_protocols_use_streams_and_nothing_else_of_the_world()
        => Findings.None(ImpureTypes(AssemblyNamed("Holdfast.Protocols"), [.. AlwaysPure, .. Streams]));

    [Fact]
    public void The_rule_catches_an_impure_assembly()
        => Assert.Contains("System.IO.File", ImpureTypes(typeof(PurityTests).Assembly.Location, [.. AlwaysPure, .. Streams]));

    private static string AssemblyNamed(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    private static List<string> ImpureTypes(string assembly, string[] pure)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .Where(type => Array.Exists(Impure, prefix => type.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(type => !Array.Exists(pure, allowed => IsAllowed(type, allowed)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A type is allowed by its name, with its generic arity, or by its namespace when that is written with a dot at its end.</summary>
    private static bool IsAllowed(string type, string allowed)
        => allowed.EndsWith('.') ? type.StartsWith(allowed, StringComparison.Ordinal) : type.Split('`')[0] == allowed;
}
