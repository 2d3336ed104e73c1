using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Begins an upload in parts: what its object will be is settled now, the bytes come later.</summary>
internal sealed class CreateMultipartUpload(Envelopes envelopes) : IOperation<CreateMultipartUploadRequest, CreateMultipartUploadResponse>
{
    public async ValueTask<Target> TargetAsync(CreateMultipartUploadRequest request, Call call, CancellationToken cancellationToken)
        => call.WriteTargetOf(
            await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken),
            request.Key,
            ObjectTerms.Of(request),
            [new("s3:ObjectCreationOperation", "false")]);

    public async ValueTask<CreateMultipartUploadResponse> ExecuteAsync(CreateMultipartUploadRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ObjectTerms.Of(request);
        var made = NewVersion.Of(call, bucket, request.Key, terms);
        var sealing = Sealings.Of(call, bucket, terms.Sealing);
        CheckSums(request);
        var (envelope, _) = await envelopes.MakeAsync(call, sealing, bucket.Name, request.Key, cancellationToken);
        var isRoot = call.Caller.Kind == CallerKind.Root;
        var upload = new StoredUpload
        {
            Id = UploadTable.NewId(call),
            InitiatedAt = call.Now,
            InitiatorId = isRoot ? CanonicalUserId.Of(call.Caller.Account) : call.Caller.Arn,
            InitiatorName = call.Caller.UserName ?? call.Caller.PrincipalId,
            Object = made,
            Envelope = envelope,
            Layers = sealing.Layers,
            Algorithm = request.ChecksumAlgorithm ?? Sums.Default,
            IsAlgorithmChosen = request.ChecksumAlgorithm is not null,
            IsComposite = TypeOf(request) == ChecksumType.COMPOSITE,
            IsLockAsked = terms.LockMode is not null,
        };
        call.Transaction.Insert(upload);
        return AnswerOf(upload);
    }

    private static string TypeOf(CreateMultipartUploadRequest request)
        => request.ChecksumType
            ?? (request.ChecksumAlgorithm is { } algorithm && Sums.HasComposite(algorithm) ? ChecksumType.COMPOSITE : ChecksumType.FullObject);

    private static void CheckSums(CreateMultipartUploadRequest request)
    {
        if (request.ChecksumAlgorithm is not { } algorithm)
        {
            if (request.ChecksumType is not null)
            {
                throw S3Errors.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }

            return;
        }

        Sums.CheckKnown(algorithm);
        var type = TypeOf(request);
        if (type is not (ChecksumType.COMPOSITE or ChecksumType.FullObject))
        {
            throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid.");
        }

        if (type == ChecksumType.COMPOSITE ? !Sums.HasComposite(algorithm) : !Sums.HasFullObject(algorithm))
        {
            throw S3Errors.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm.ToLowerInvariant()} checksum algorithm.");
        }
    }

    private static CreateMultipartUploadResponse AnswerOf(StoredUpload upload) => new()
    {
        Bucket = upload.Object.Bucket,
        Key = upload.Object.Key,
        UploadId = upload.Id,
        ServerSideEncryption = upload.Envelope.CustomerKeyMd5 is null ? upload.Envelope.Algorithm : null,
        SSEKMSKeyId = upload.Envelope.KmsKeyArn,
        SSEKMSEncryptionContext = ObjectAnswer.ContextOf(upload.Envelope),
        BucketKeyEnabled = upload.Envelope.BucketKey ? true : null,
        SSECustomerAlgorithm = upload.Envelope.CustomerKeyMd5 is null ? null : upload.Envelope.Algorithm,
        SSECustomerKeyMD5 = upload.Envelope.CustomerKeyMd5,
        ChecksumAlgorithm = upload.IsAlgorithmChosen ? upload.Algorithm : null,
        ChecksumType = !upload.IsAlgorithmChosen ? null : upload.IsComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject,
    };
}
