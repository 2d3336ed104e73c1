using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class DeleteUserPolicyTests() : DeleteInlinePolicyTests("user", "alice")
{
    protected override Task DeleteAsync(string name, string policy)
        => World.CallAsync(new DeleteUserPolicy(), new() { UserName = name, PolicyName = policy });
}
