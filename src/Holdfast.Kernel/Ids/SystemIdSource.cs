using System.Security.Cryptography;

namespace Holdfast.Kernel.Ids;

/// <summary>Draws ids and secrets from the operating system.</summary>
public sealed class SystemIdSource : IdSource
{
    /// <inheritdoc/>
    public override void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
