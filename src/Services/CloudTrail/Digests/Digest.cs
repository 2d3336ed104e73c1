using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Digests;

/// <summary>A digest, in the form that is published under "CloudTrail digest file structure".</summary>
internal sealed record Digest
{
    /// <summary>The algorithm of the signature, as digests and their metadata name it.</summary>
    public const string SignatureAlgorithm = "SHA256withRSA";

    private const string HashAlgorithm = "SHA-256";

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The trail.</summary>
    public required Trail Trail { get; init; }

    /// <summary>Where it is delivered.</summary>
    public required string Object { get; init; }

    /// <summary>Where the stretch of time begins that it tells of.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The fingerprint of the key that signs it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The digest before it; null at the start of a chain.</summary>
    public PreviousDigest? Previous { get; init; }

    /// <summary>The files that were delivered in the stretch.</summary>
    public required IReadOnlyList<DeliveredFile> Files { get; init; }

    /// <summary>Writes it.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_json);
        json.WriteStartObject();
        json.WriteString("awsAccountId"u8, Trail.Account.Value);
        json.WriteString("digestStartTime"u8, TextOf(From));
        json.WriteString("digestEndTime"u8, TextOf(To));
        json.WriteString("digestS3Bucket"u8, Trail.Bucket);
        json.WriteString("digestS3Object"u8, Object);
        json.WriteString("digestPublicKeyFingerprint"u8, Fingerprint);
        json.WriteString("digestSignatureAlgorithm"u8, SignatureAlgorithm);
        json.WriteString("newestEventTime"u8, Files.Count == 0 ? null : TextOf(Files.Max(static file => file.Newest)));
        json.WriteString("oldestEventTime"u8, Files.Count == 0 ? null : TextOf(Files.Min(static file => file.Oldest)));
        json.WriteString("previousDigestS3Bucket"u8, Previous?.Bucket);
        json.WriteString("previousDigestS3Object"u8, Previous?.Object);
        json.WriteString("previousDigestHashValue"u8, Previous?.Hash);
        json.WriteString("previousDigestHashAlgorithm"u8, Previous is null ? null : HashAlgorithm);
        json.WriteString("previousDigestSignature"u8, Previous?.Signature);
        json.WriteStartArray("logFiles"u8);
        foreach (var file in Files)
        {
            json.WriteStartObject();
            json.WriteString("s3Bucket"u8, file.Bucket);
            json.WriteString("s3Object"u8, file.Object);
            json.WriteString("hashValue"u8, file.Hash);
            json.WriteString("hashAlgorithm"u8, HashAlgorithm);
            json.WriteString("newestEventTime"u8, TextOf(file.Newest));
            json.WriteString("oldestEventTime"u8, TextOf(file.Oldest));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The hash by which the next digest, and the signature, name the content of one.</summary>
    public static string HashOf(ReadOnlyMemory<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json.Span));

    /// <summary>What is signed: the end, the place, the hash of the content and the signature before.</summary>
    public byte[] ToSign(string hash)
        => Encoding.UTF8.GetBytes($"{TextOf(To)}\n{Trail.Bucket}/{Object}\n{hash}\n{Previous?.Signature ?? "null"}");

    /// <summary>Packs the content.</summary>
    public static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> json)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(json.Span);
        }

        return packed.ToArray();
    }

    private static string TextOf(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
