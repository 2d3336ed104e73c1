using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class DetachGroupPolicyTests() : DetachPolicyTests("group", "crew")
{
    protected override Task DetachAsync(string name, string arn)
        => World.CallAsync(new DetachGroupPolicy(), new() { GroupName = name, PolicyArn = arn });
}
