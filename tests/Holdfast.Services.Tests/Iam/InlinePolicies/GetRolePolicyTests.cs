using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class GetRolePolicyTests() : GetInlinePolicyTests("role", "deploy")
{
    protected override async Task<(string? Name, string? Policy, string? Document)> GetAsync(string name, string policy)
    {
        var response = await World.CallAsync(new GetRolePolicy(), new() { RoleName = name, PolicyName = policy });
        return (response.RoleName, response.PolicyName, response.PolicyDocument);
    }
}
