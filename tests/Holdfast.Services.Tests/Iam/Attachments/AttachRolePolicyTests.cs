using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class AttachRolePolicyTests() : AttachPolicyTests("role", "deploy", "PoliciesPerRole")
{
    protected override Task AttachAsync(string name, string arn)
        => World.CallAsync(new AttachRolePolicy(Quotas), new() { RoleName = name, PolicyArn = arn });

    protected override Task<Target> TargetAsync(string name, string arn)
        => World.TargetAsync(new AttachRolePolicy(Quotas), new() { RoleName = name, PolicyArn = arn });

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(() => AttachAsync(LinkedRoleName, "arn:aws:iam::aws:policy/ReadOnlyAccess")));
    }
}
