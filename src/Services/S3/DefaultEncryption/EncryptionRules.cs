using Holdfast.Kernel;

namespace Holdfast.Services.S3.DefaultEncryption;

/// <summary>Reads and writes how a bucket seals objects by default (S3 API Reference, "PutBucketEncryption").</summary>
internal static class EncryptionRules
{
    /// <summary>Reads the configuration of a request.</summary>
    /// <exception cref="ServiceException">It is not one rule, or says what cannot be.</exception>
    public static Buckets.DefaultEncryption Read(ServerSideEncryptionConfigurationShape configuration)
    {
        if (configuration.Rules is not [var rule])
        {
            throw S3Errors.MalformedXml();
        }

        var algorithm = rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? ServerSideEncryption.AES256;
        var key = rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
        if (algorithm is not (ServerSideEncryption.AES256 or ServerSideEncryption.AwsKms or ServerSideEncryption.AwsKmsDsse)
            || rule.BlockedEncryptionTypes?.EncryptionType?.All(static type => type is EncryptionType.NONE or EncryptionType.SSEC) is false)
        {
            throw S3Errors.MalformedXml();
        }

        if (key is not null && algorithm == ServerSideEncryption.AES256)
        {
            throw S3Errors.InvalidArgument("a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse", "ApplyServerSideEncryptionByDefault", algorithm);
        }

        return new()
        {
            Algorithm = algorithm,
            KmsKeyId = key,
            BucketKey = rule.BucketKeyEnabled is true,
            Blocked = rule.BlockedEncryptionTypes?.EncryptionType?.Where(static type => type != EncryptionType.NONE).ToArray() is { Length: > 0 } blocked ? blocked : null,
        };
    }

    /// <summary>Makes the configuration that is given out.</summary>
    public static ServerSideEncryptionConfigurationShape Of(Buckets.DefaultEncryption encryption) => new()
    {
        Rules =
        [
            new()
            {
                ApplyServerSideEncryptionByDefault = new() { SSEAlgorithm = encryption.Algorithm, KMSMasterKeyID = encryption.KmsKeyId },
                BucketKeyEnabled = encryption.BucketKey,
                BlockedEncryptionTypes = new() { EncryptionType = encryption.Blocked ?? [EncryptionType.NONE] },
            },
        ],
    };
}
