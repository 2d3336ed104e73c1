using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class DetachRolePolicyTests() : DetachPolicyTests("role", "deploy")
{
    protected override Task DetachAsync(string name, string arn)
        => World.CallAsync(new DetachRolePolicy(), new() { RoleName = name, PolicyArn = arn });

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(() => DetachAsync(LinkedRoleName, "arn:aws:iam::aws:policy/ReadOnlyAccess")));
    }
}
