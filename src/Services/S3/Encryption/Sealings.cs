using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Encryption;

/// <summary>Finds out how an object is to be sealed.</summary>
internal static class Sealings
{
    private const string AlgorithmHeader = "x-amz-server-side-encryption";
    private const string BlockedCustomerKeys = "SSE-C";

    /// <summary>What a request asks for, and the bucket's default where it asks for nothing.</summary>
    /// <exception cref="ServiceException">What it asks for makes no sense, or the bucket does not want it.</exception>
    public static Sealing Of(Call call, StoredBucket bucket, SealingTerms terms)
    {
        Check(terms);
        if (terms.ReadCustomerKey(call) is { } customer)
        {
            return bucket.Encryption.Blocked?.Contains(BlockedCustomerKeys, StringComparer.Ordinal) == true
                ? throw S3Errors.AccessDenied()
                : new() { Algorithm = ServerSideEncryption.AES256, CustomerKey = customer.Key, CustomerKeyMd5 = customer.Md5 };
        }

        var usual = bucket.Encryption;
        var algorithm = terms.Algorithm ?? usual.Algorithm;
        var isKms = algorithm is ServerSideEncryption.AwsKms or ServerSideEncryption.AwsKmsDsse;
        if (!isKms && terms.Context is not null)
        {
            throw NeedsKms(terms.Algorithm);
        }

        return new()
        {
            Algorithm = algorithm,
            KmsKeyId = !isKms ? null : terms.KmsKeyId ?? (usual.Algorithm == algorithm ? usual.KmsKeyId : null),
            Context = isKms && terms.Context is { } context ? ReadContext(context) : null,
            // Dual-layer encryption knows no bucket keys.
            BucketKey = algorithm == ServerSideEncryption.AwsKms && (terms.BucketKey ?? usual.BucketKey),
        };
    }

    private static void Check(SealingTerms terms)
    {
        if (terms.Algorithm is not (null or ServerSideEncryption.AES256 or ServerSideEncryption.AwsKms or ServerSideEncryption.AwsKmsDsse))
        {
            throw S3Errors.InvalidArgument("The encryption method specified is not supported", AlgorithmHeader, terms.Algorithm);
        }

        var hasCustomerKey = terms.CustomerAlgorithm is not null || terms.CustomerKey is not null || terms.CustomerKeyMd5 is not null;
        if (terms.Algorithm is not null && hasCustomerKey)
        {
            throw S3Errors.InvalidArgument(
                "Server Side Encryption with Customer provided key is incompatible with the encryption method specified", AlgorithmHeader, terms.Algorithm);
        }

        if (terms.KmsKeyId is not null && (terms.Algorithm is null or ServerSideEncryption.AES256))
        {
            throw NeedsKms(terms.Algorithm);
        }
    }

    private static CommonException NeedsKms(string? algorithm)
        => S3Errors.InvalidArgument(
            "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms or aws:kms:dsse", AlgorithmHeader, algorithm ?? "null");

    private static Dictionary<string, string> ReadContext(string text)
    {
        var bytes = new byte[text.Length];
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (!Convert.TryFromBase64String(text, bytes, out var length))
            {
                throw BadContext(text);
            }

            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            foreach (var property in document.RootElement.EnumerateObject())
            {
                context[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : throw BadContext(text);
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw BadContext(text);
        }

        return context;
    }

    private static CommonException BadContext(string text)
        => S3Errors.InvalidArgument(
            "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map",
            "x-amz-server-side-encryption-context",
            text);
}
