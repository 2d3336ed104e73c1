using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class DetachUserPolicyTests() : DetachPolicyTests("user", "alice")
{
    protected override Task DetachAsync(string name, string arn)
        => World.CallAsync(new DetachUserPolicy(), new() { UserName = name, PolicyArn = arn });
}
