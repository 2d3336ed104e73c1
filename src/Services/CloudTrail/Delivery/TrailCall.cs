using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>The calls that CloudTrail makes itself on behalf of a trail: the bucket's policy and the key's see its service principal and the trail.</summary>
internal static class TrailCall
{
    /// <summary>CloudTrail as its endpoints are named.</summary>
    public const string Service = "cloudtrail";

    /// <summary>The access that the owner of the bucket is given to each file; the published bucket policy demands it.</summary>
    public const string CannedAcl = "bucket-owner-full-control";

    /// <summary>CloudTrail's service principal, which is the same in all partitions.</summary>
    public const string Principal = "cloudtrail.amazonaws.com";

    /// <summary>The call of a timer's step.</summary>
    public static Call Of(Trail trail, Step step) => Of(trail, step.Now, step.Ids, step.Transaction);

    /// <summary>The call within another call.</summary>
    public static Call Of(Trail trail, Call call) => Of(trail, call.Now, call.Ids, call.Transaction);

    /// <summary>A refusal as the status of a trail tells it: by the code of S3, which denies access by another name than other services.</summary>
    public static string ErrorOf(ServiceException refusal) => refusal.Code == "AccessDeniedException" ? "AccessDenied" : refusal.Code;

    /// <summary>The encryption context under which the files of a trail are sealed.</summary>
    public static IReadOnlyDictionary<string, string> ContextOf(Trail trail)
        => new Dictionary<string, string>(StringComparer.Ordinal) { ["aws:cloudtrail:arn"] = trail.Arn };

    /// <summary>The call on behalf of another resource than a trail.</summary>
    public static Call Of(string sourceArn, AccountId account, Region region, DateTimeOffset now, IdSource ids, ITransaction transaction) => new()
    {
        Account = account,
        Region = region,
        Caller = new()
        {
            Kind = CallerKind.Service,
            Account = account,
            Arn = Principal,
            PrincipalId = Principal,
            ServicePrincipal = Principal,
        },
        Now = now,
        Ids = ids,
        Transaction = transaction,
        RequestId = ids.NewGuid().ToString(),
        Request = new() { SourceIp = Principal, UserAgent = Principal, Host = "", IsSecure = true },
        Source = new(sourceArn, account),
    };

    private static Call Of(Trail trail, DateTimeOffset now, IdSource ids, ITransaction transaction)
        => Of(trail.Arn, trail.Account, new(trail.HomeRegion), now, ids, transaction);
}
