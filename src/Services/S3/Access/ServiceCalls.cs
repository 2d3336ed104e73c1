using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Access;

/// <summary>Makes the calls that S3 makes for itself in the background, on behalf of a bucket.</summary>
internal static class ServiceCalls
{
    /// <summary>S3 itself: what moves, expires and notifies.</summary>
    public const string Itself = "s3";

    /// <summary>The deliverer of access logs.</summary>
    public const string Logging = "logging.s3";

    /// <summary>Makes a call.</summary>
    /// <param name="step">The step of background work.</param>
    /// <param name="service">The service principal without its domain.</param>
    /// <param name="source">The bucket on whose behalf it is made (<c>aws:SourceArn</c>, <c>aws:SourceAccount</c>).</param>
    public static Call Of(Step step, string service, StoredBucket source)
    {
        var region = new Region(source.Region);
        var principal = $"{service}.{region.Partition.DnsSuffix}";
        return new()
        {
            Account = source.Account,
            Region = region,
            Caller = new()
            {
                Kind = CallerKind.Service,
                Account = source.Account,
                Arn = principal,
                PrincipalId = principal,
                ServicePrincipal = principal,
            },
            Now = step.Now,
            Ids = step.Ids,
            Transaction = step.Transaction,
            RequestId = step.Ids.NewGuid().ToString(),
            Request = new() { SourceIp = principal, UserAgent = principal, Host = "", IsSecure = true },
            Source = new($"arn:{region.Partition.Name}:s3:::{source.Name}", source.Account),
        };
    }
}
