using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>Makes entity tags: the MD5 of what S3 seals with its own keys, and of all else a text that tells nothing of the bytes.</summary>
internal static class ETags
{
    private const int Bytes = 16;

    /// <summary>Makes the tag of a body.</summary>
    public static string Of(Call call, ReceivedBody received, Envelope envelope)
    {
        if (envelope.KmsKeyArn is null && envelope.CustomerKeyMd5 is null)
        {
            return Convert.ToHexStringLower(received.Md5);
        }

        Span<byte> opaque = stackalloc byte[Bytes];
        call.Ids.Fill(opaque);
        return Convert.ToHexStringLower(opaque);
    }

    /// <summary>Makes the tag of an object of the tags of its parts.</summary>
    public static string OfParts(IReadOnlyCollection<string> parts)
    {
#pragma warning disable CA5351 // Clients know the tags of multipart objects by this form; it protects nothing.
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        foreach (var part in parts)
        {
            md5.AppendData(Convert.FromHexString(part));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(md5.GetHashAndReset())}-{parts.Count}");
    }
}
