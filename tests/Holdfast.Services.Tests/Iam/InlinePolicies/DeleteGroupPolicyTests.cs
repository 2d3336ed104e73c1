using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class DeleteGroupPolicyTests() : DeleteInlinePolicyTests("group", "crew")
{
    protected override Task DeleteAsync(string name, string policy)
        => World.CallAsync(new DeleteGroupPolicy(), new() { GroupName = name, PolicyName = policy });
}
