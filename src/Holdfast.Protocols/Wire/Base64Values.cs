using System.Buffers;
using System.Buffers.Text;

namespace Holdfast.Protocols.Wire;

/// <summary>Bytes as base64 text.</summary>
internal static class Base64Values
{
    /// <summary>Reads bytes; white space within is passed over.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, decoded, out _, out var written) is not OperationStatus.Done)
        {
            bytes = [];
            return false;
        }

        bytes = written == decoded.Length ? decoded : decoded[..written];
        return true;
    }

    /// <summary>Writes bytes.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, IBufferWriter<byte> into)
    {
        // A chunk divisible by three leaves no padding inside the text.
        const int chunk = 3 * 4096;
        while (bytes.Length > 0)
        {
            var take = Math.Min(chunk, bytes.Length);
            Base64.EncodeToUtf8(bytes[..take], into.GetSpan(Base64.GetMaxEncodedToUtf8Length(take)), out _, out var written);
            into.Advance(written);
            bytes = bytes[take..];
        }
    }
}
