namespace Holdfast.Services.Sts.RootTasks;

/// <summary>The tasks that a privileged session of a member's root user may be for, each a managed policy of AWS.</summary>
/// <remarks>STS API reference, AssumeRoot: "you can choose from the following task policies".</remarks>
internal static class RootTaskPolicy
{
    private const string Path = ":iam::aws:policy/root-task/";

    private static readonly string[] Names =
    [
        "IAMAuditRootUserCredentials",
        "IAMCreateRootUserPassword",
        "IAMDeleteRootUserCredentials",
        "S3UnlockBucketPolicy",
        "SQSUnlockQueuePolicy",
    ];

    /// <summary>Says whether an ARN is that of a task policy.</summary>
    public static bool IsOne(string? arn)
        => arn is not null
            && arn.StartsWith("arn:aws", StringComparison.Ordinal)
            && arn.IndexOf(Path, StringComparison.Ordinal) is > 0 and var at
            && Array.IndexOf(Names, arn[(at + Path.Length)..]) >= 0;
}
