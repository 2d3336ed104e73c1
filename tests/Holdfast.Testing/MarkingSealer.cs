using System.Security.Cryptography;
using Holdfast.Kernel;

namespace Holdfast.Testing;

/// <summary>A sealer that says what it did: <c>sealed(secret for thing)</c>.</summary>
public sealed class MarkingSealer : ISecretSealer
{
    /// <inheritdoc/>
    public string Seal(string secret, string boundTo) => $"sealed({secret} for {boundTo})";

    /// <inheritdoc/>
    public string Open(string sealedSecret, string boundTo)
    {
        var end = $" for {boundTo})";
        return sealedSecret.StartsWith("sealed(", StringComparison.Ordinal) && sealedSecret.EndsWith(end, StringComparison.Ordinal)
            ? sealedSecret["sealed(".Length..^end.Length]
            : throw new CryptographicException($"'{sealedSecret}' was not sealed for {boundTo}.");
    }
}
