using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class PutRolePolicyTests() : PutInlinePolicyTests("role", "deploy", 10240)
{
    protected override Task PutAsync(string name, string policy, string document)
        => World.CallAsync(new PutRolePolicy(), new() { RoleName = name, PolicyName = policy, PolicyDocument = document });

    [Fact]
    public async Task Acts_on_the_role_with_its_boundary()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenRole("deploy", "/team/"));

        var target = await World.TargetAsync(
            new PutRolePolicy(), new() { RoleName = "deploy", PolicyName = "own", PolicyDocument = Document });

        Assert.Equal("arn:aws:iam::111122223333:role/team/deploy", target.Resource.Value);
        Assert.Equal(("iam:PermissionsBoundary", policy.Arn.Value), (target.Context[^1].Name, target.Context[^1].Values[0]));
    }

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(() => PutAsync(LinkedRoleName, "own", Document)));
    }
}
