using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Encryption;

/// <summary>Puts an object under another key of KMS: its envelope is sealed anew, its bytes stay as they are.</summary>
internal sealed class UpdateObjectEncryption(Envelopes envelopes) : IOperation<UpdateObjectEncryptionRequest, UpdateObjectEncryptionResponse>
{
    public async ValueTask<Target> TargetAsync(UpdateObjectEncryptionRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, request.Key, request.VersionId, cancellationToken);
        return call.TargetOf(
            bucket,
            request.Key,
            found,
            WriteTargets.Given(
                ("s3:x-amz-server-side-encryption", request.ObjectEncryption.SSEKMS is null ? null : ServerSideEncryption.AwsKms),
                ("s3:x-amz-server-side-encryption-aws-kms-key-id", request.ObjectEncryption.SSEKMS?.KMSKeyArn)));
    }

    public async ValueTask<UpdateObjectEncryptionResponse> ExecuteAsync(
        UpdateObjectEncryptionRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var wanted = request.ObjectEncryption.SSEKMS ?? throw S3Errors.MalformedXml();
        if (!wanted.KMSKeyArn.Contains(":key/", StringComparison.Ordinal))
        {
            throw S3Errors.InvalidRequest("The KMS key must be given by the Amazon Resource Name (ARN) of the key.");
        }

        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "PUT", cancellationToken);
        var envelope = found.Envelope!;
        if (envelope.CustomerKeyMd5 is not null || envelope.Algorithm == ServerSideEncryption.AwsKmsDsse)
        {
            throw S3Errors.InvalidRequest("The encryption type of the object does not support this operation.");
        }

        var key = await envelopes.OpenAsync(call, envelope, bucket.Name, found.Key, customerKey: null, cancellationToken);
        var sealing = new Sealing
        {
            Algorithm = ServerSideEncryption.AwsKms,
            KmsKeyId = wanted.KMSKeyArn,
            Context = envelope.Context,
            BucketKey = wanted.BucketKeyEnabled == true,
        };
        var renewed = await envelopes.SealAsync(call, sealing, bucket.Name, found.Key, key, cancellationToken);
        await call.ReplaceAsync(found, found with { Envelope = renewed }, cancellationToken);
        return new();
    }
}
