using Holdfast.Kernel;
using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class AttachUserPolicyTests() : AttachPolicyTests("user", "alice", "PoliciesPerUser")
{
    protected override Task AttachAsync(string name, string arn)
        => World.CallAsync(new AttachUserPolicy(Quotas), new() { UserName = name, PolicyArn = arn });

    protected override Task<Target> TargetAsync(string name, string arn)
        => World.TargetAsync(new AttachUserPolicy(Quotas), new() { UserName = name, PolicyArn = arn });
}
