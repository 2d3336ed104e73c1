using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class GetUserPolicyTests() : GetInlinePolicyTests("user", "alice")
{
    protected override async Task<(string? Name, string? Policy, string? Document)> GetAsync(string name, string policy)
    {
        var response = await World.CallAsync(new GetUserPolicy(), new() { UserName = name, PolicyName = policy });
        return (response.UserName, response.PolicyName, response.PolicyDocument);
    }
}
