using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Server.Commands.Policies;

/// <summary>A policy in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">What it says.</param>
internal sealed record PolicyFile(string Path, string Text)
{
    /// <summary>The bytes that a policy file may have; the largest policy of any kind has 20,480.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>The kinds of policy as the command line names them.</summary>
    public static IReadOnlyDictionary<string, PolicyKind> Kinds { get; } = new Dictionary<string, PolicyKind>(StringComparer.Ordinal)
    {
        ["identity"] = PolicyKind.Identity,
        ["resource"] = PolicyKind.Resource,
        ["trust"] = PolicyKind.Trust,
        ["session"] = PolicyKind.Session,
        ["scp"] = PolicyKind.ServiceControl,
        ["rcp"] = PolicyKind.ResourceControl,
        ["vpce"] = PolicyKind.VpcEndpoint,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnclearException">It cannot be read; the message says why.</exception>
    public static PolicyFile Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= BytesMax
                ? new(path, File.ReadAllText(path))
                : throw new UnclearException($"'{path}' is too large for a policy: {BytesMax} bytes are the most.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnclearException($"'{path}' cannot be read: {failure.Message}");
        }
    }

    /// <summary>Compiles the policy under the name of the file.</summary>
    /// <exception cref="UnclearException">It is none; the message says why and where.</exception>
    public CompiledPolicy Compile(PolicyKind kind)
    {
        var parsed = PolicyDocument.Parse(Text, kind);
        return parsed.Document is { } document
            ? CompiledPolicy.Compile(document, Path)
            : throw new UnclearException($"{Path}:{parsed.Diagnostics[0].Position.Line}:{parsed.Diagnostics[0].Position.Column}: {parsed.Message} {parsed.Diagnostics[0].Detail}");
    }
}
