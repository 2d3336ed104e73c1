using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Deleting;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Sets whether a bucket keeps older versions, and whether an MFA code is asked for before they are deleted for good.</summary>
internal sealed class PutBucketVersioning(IMfaDevices devices) : IOperation<PutBucketVersioningRequest, PutBucketVersioningResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketVersioningRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketVersioningResponse> ExecuteAsync(PutBucketVersioningRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var wanted = request.VersioningConfiguration;
        Check(wanted);
        if (bucket.Lock is not null && wanted.Status == BucketVersioningStatus.Suspended)
        {
            throw new CommonException(
                "InvalidBucketState", 409, "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        }

        // A bucket without MFA Delete needs no code to stay without it.
        var hasMfaDelete = wanted.MFADelete is null ? bucket.MfaDelete : wanted.MFADelete == MFADelete.Enabled;
        if (bucket.MfaDelete || hasMfaDelete)
        {
            await MfaCode.DemandAsync(call, bucket, devices, request.MFA, cancellationToken);
        }

        call.Transaction.Replace(bucket, bucket with { Versioning = wanted.Status, MfaDelete = hasMfaDelete });
        return new();
    }

    private static void Check(VersioningConfigurationShape wanted)
    {
        if (wanted.Status is null)
        {
            throw new CommonException("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");
        }

        if (wanted.Status is not (BucketVersioningStatus.Enabled or BucketVersioningStatus.Suspended)
            || wanted.MFADelete is not (null or MFADelete.Enabled or MFADelete.Disabled))
        {
            throw S3Errors.MalformedXml();
        }
    }
}
