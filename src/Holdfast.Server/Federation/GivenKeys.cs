using System.Text;
using System.Text.Json;

namespace Holdfast.Server.Federation;

/// <summary>Keys of issuers in files, for machines without a network. A file is a JWK set that says whose it is: <c>{"issuer": "https://…", "keys": […]}</c>.</summary>
/// <param name="path">The file, or a folder of files whose names end in <c>.json</c>.</param>
internal sealed class GivenKeys(string path)
{
    /// <summary>Files that are read.</summary>
    public const int FilesMax = 1_000;

    private const int BytesMax = 1 << 20;

    /// <summary>Finds the keys of an issuer; null when no file has them. Files that cannot be read are passed over.</summary>
    public ReadOnlyMemory<byte>? Find(string issuer)
    {
        foreach (var file in Files())
        {
            if (KeysIn(file, issuer) is { } keys)
            {
                return keys;
            }
        }

        return null;
    }

    private IEnumerable<string> Files()
        => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Take(FilesMax)
            : File.Exists(path) ? [path]
            : [];

    private static ReadOnlyMemory<byte>? KeysIn(string file, string issuer)
    {
        try
        {
            if (new FileInfo(file).Length > BytesMax)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("issuer", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() == issuer
                && root.TryGetProperty("keys", out _)
                    ? Encoding.UTF8.GetBytes(root.GetRawText())
                    : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
