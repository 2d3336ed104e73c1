using Holdfast.Kernel;
using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class AttachGroupPolicyTests() : AttachPolicyTests("group", "crew", "PoliciesPerGroup")
{
    protected override Task AttachAsync(string name, string arn)
        => World.CallAsync(new AttachGroupPolicy(Quotas), new() { GroupName = name, PolicyArn = arn });

    protected override Task<Target> TargetAsync(string name, string arn)
        => World.TargetAsync(new AttachGroupPolicy(Quotas), new() { GroupName = name, PolicyArn = arn });
}
