using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Copying;

/// <summary>Copies an object, within a bucket or between two.</summary>
internal sealed class CopyObject(BodyCopies copies, Envelopes envelopes) : IOperation<CopyObjectRequest, CopyObjectResponse>
{
    public async ValueTask<Target> TargetAsync(CopyObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var sources = await CopySource.Of(request).TargetsAsync(call, withTags: request.TaggingDirective != TaggingDirective.REPLACE, cancellationToken);
        var target = call.WriteTargetOf(
            bucket,
            request.Key,
            ObjectTerms.Of(request),
            [
                .. WriteTargets.Conditions(request.IfMatch, request.IfNoneMatch),
                .. WriteTargets.Given(("s3:x-amz-copy-source", request.CopySource), ("s3:x-amz-metadata-directive", request.MetadataDirective)),
                new("s3:ObjectCreationOperation", "true"),
            ]);
        var takesTags = sources.Any(static source => source.Action is "s3:GetObjectTagging" or "s3:GetObjectVersionTagging");
        IEnumerable<Target> tags = takesTags && request.Tagging is null ? [target with { Action = "s3:PutObjectTagging", Named = [], Also = [] }] : [];
        return target with { Also = [.. target.Also, .. tags, .. sources] };
    }

    public async ValueTask<CopyObjectResponse> ExecuteAsync(CopyObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        CheckDirectives(request);
        var source = CopySource.Of(request);
        CheckSelf(request, source);
        var (sourceBucket, found) = await source.FindAsync(call, cancellationToken);
        if (found.Size > BodyTerms.BytesMax)
        {
            throw S3Errors.InvalidRequest($"The specified copy source is larger than the maximum allowable size for a copy source: {BodyTerms.BytesMax}");
        }

        var terms = TermsOf(request, found);
        var made = NewVersion.Of(call, bucket, request.Key, terms) with
        {
            Tags = request.TaggingDirective == TaggingDirective.REPLACE ? terms.Tagging is { } tagging ? TagHeader.Read(tagging) : null : found.Tags,
        };
        if (request.IfMatch is not null || request.IfNoneMatch is not null)
        {
            WriteConditions.Check(
                await call.Transaction.FindCurrentAsync(bucket.Name, request.Key, cancellationToken), request.Key, request.IfMatch, request.IfNoneMatch);
        }

        var sealing = Sealings.Of(call, bucket, terms.Sealing);
        var bodyTerms = new BodyTerms { Algorithm = AlgorithmOf(request, found), Layers = sealing.Layers };
        var received = await copies.CopyAsync(call, source, found, new(0, found.Size), bodyTerms, cancellationToken);
        var (envelope, key) = await envelopes.MakeAsync(call, sealing, bucket.Name, request.Key, cancellationToken);
        var put = await call.PutAsync(
            bucket,
            made with
            {
                Size = received.Length,
                ETag = ETags.Of(call, received, envelope),
                Sum = received.Sum,
                Envelope = envelope,
                Body = BodyStore.Keep(call.Transaction, received, key),
            },
            cancellationToken);
        call.Raise(bucket, EventNames.CreatedCopy, put);
        return AnswerOf(bucket, put, ObjectAnswer.VersionIdOf(sourceBucket, found)) with
        {
            Expiration = await ExpirationHeader.OfAsync(call.Transaction, bucket, put, cancellationToken),
        };
    }

    private static void CheckDirectives(CopyObjectRequest request)
    {
        if (request.MetadataDirective is not (null or MetadataDirective.COPY or MetadataDirective.REPLACE))
        {
            throw S3Errors.InvalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", request.MetadataDirective);
        }

        if (request.TaggingDirective is not (null or TaggingDirective.COPY or TaggingDirective.REPLACE))
        {
            throw S3Errors.InvalidArgument("Unknown tagging directive.", "x-amz-tagging-directive", request.TaggingDirective);
        }
    }

    private static void CheckSelf(CopyObjectRequest request, CopySource source)
    {
        if (source.Bucket == request.Bucket
            && source.Key == request.Key
            && source.VersionId is null
            && request is
            {
                MetadataDirective: not MetadataDirective.REPLACE,
                StorageClass: null,
                WebsiteRedirectLocation: null,
                ServerSideEncryption: null,
                SSECustomerAlgorithm: null,
                ChecksumAlgorithm: null,
            })
        {
            throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    // Neither storage class nor website redirection nor access control list goes along with a copy.
    private static ObjectTerms TermsOf(CopyObjectRequest request, StoredObject found)
    {
        var terms = ObjectTerms.Of(request);
        return request.MetadataDirective == MetadataDirective.REPLACE
            ? terms
            : terms with
            {
                Headers = found.Headers with { WebsiteRedirectLocation = request.WebsiteRedirectLocation },
                Metadata = found.Metadata,
            };
    }

    private static string AlgorithmOf(CopyObjectRequest request, StoredObject found)
    {
        if (request.ChecksumAlgorithm is { } algorithm)
        {
            Sums.CheckKnown(algorithm);
            return algorithm;
        }

        return found.Sum?.Algorithm ?? Sums.Default;
    }

    private static CopyObjectResponse AnswerOf(StoredBucket bucket, StoredObject put, string? sourceVersionId) => new()
    {
        CopyObjectResult = new()
        {
            ETag = EntityTags.Quote(put.ETag),
            LastModified = put.ModifiedAt,
            ChecksumType = ChecksumType.FullObject,
            ChecksumCRC32 = put.Sum.Of(ChecksumAlgorithm.CRC32),
            ChecksumCRC32C = put.Sum.Of(ChecksumAlgorithm.CRC32C),
            ChecksumCRC64NVME = put.Sum.Of(ChecksumAlgorithm.CRC64NVME),
            ChecksumSHA1 = put.Sum.Of(ChecksumAlgorithm.SHA1),
            ChecksumSHA256 = put.Sum.Of(ChecksumAlgorithm.SHA256),
            ChecksumSHA512 = put.Sum.Of(ChecksumAlgorithm.SHA512),
            ChecksumMD5 = put.Sum.Of(ChecksumAlgorithm.MD5),
            ChecksumXXHASH64 = put.Sum.Of(ChecksumAlgorithm.XXHASH64),
            ChecksumXXHASH3 = put.Sum.Of(ChecksumAlgorithm.XXHASH3),
            ChecksumXXHASH128 = put.Sum.Of(ChecksumAlgorithm.XXHASH128),
        },
        CopySourceVersionId = sourceVersionId,
        VersionId = ObjectAnswer.AddedVersionIdOf(bucket, put),
        ServerSideEncryption = ObjectAnswer.AlgorithmOf(put),
        SSEKMSKeyId = put.Envelope!.KmsKeyArn,
        SSEKMSEncryptionContext = ObjectAnswer.ContextOf(put.Envelope),
        BucketKeyEnabled = put.Envelope.BucketKey ? true : null,
        SSECustomerAlgorithm = ObjectAnswer.CustomerAlgorithmOf(put),
        SSECustomerKeyMD5 = put.Envelope.CustomerKeyMd5,
    };
}
