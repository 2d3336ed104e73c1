using System.Security.Cryptography;

namespace Holdfast.Kernel.Ids;

/// <summary>Draws ids and secrets from the operating system.</summary>
/// <remarks>Each call has two ids, and to ask the system for sixteen bytes costs as much as for many: a thread draws ahead.</remarks>
public sealed class SystemIdSource : IdSource
{
    private const int DrawnBytes = 512;

    [ThreadStatic]
    private static byte[]? t_drawn;

    [ThreadStatic]
    private static int t_left;

    /// <inheritdoc/>
    public override void Fill(Span<byte> buffer)
    {
        if (buffer.Length > DrawnBytes)
        {
            RandomNumberGenerator.Fill(buffer);
            return;
        }

        var drawn = t_drawn ??= new byte[DrawnBytes];
        if (t_left < buffer.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            t_left = DrawnBytes;
        }

        // What is given out is overwritten: it may be a secret.
        t_left -= buffer.Length;
        var given = drawn.AsSpan(t_left, buffer.Length);
        given.CopyTo(buffer);
        given.Clear();
    }
}
