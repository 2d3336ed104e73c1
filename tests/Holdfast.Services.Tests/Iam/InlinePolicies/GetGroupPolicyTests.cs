using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class GetGroupPolicyTests() : GetInlinePolicyTests("group", "crew")
{
    protected override async Task<(string? Name, string? Policy, string? Document)> GetAsync(string name, string policy)
    {
        var response = await World.CallAsync(new GetGroupPolicy(), new() { GroupName = name, PolicyName = policy });
        return (response.GroupName, response.PolicyName, response.PolicyDocument);
    }
}
