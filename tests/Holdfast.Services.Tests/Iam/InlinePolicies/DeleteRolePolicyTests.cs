using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class DeleteRolePolicyTests() : DeleteInlinePolicyTests("role", "deploy")
{
    protected override Task DeleteAsync(string name, string policy)
        => World.CallAsync(new DeleteRolePolicy(), new() { RoleName = name, PolicyName = policy });

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(() => DeleteAsync(LinkedRoleName, "own")));
    }
}
