using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class UpdateAssumeRolePolicyTests : IamTests
{
    private const string Other =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}}""";

    [Fact]
    public async Task Puts_another_trust_policy_in_the_place_of_the_first()
    {
        var alice = GivenUser("alice");
        var role = GivenRole("deploy");

        await UpdateAsync("DEPLOY", Other);

        var kept = (await World.FindAsync<Role>(role.Key))!;
        Assert.Equal((Other, alice.Id), (kept.Trust.Document, Assert.Single(kept.Trust.Principals).Id));
    }

    [Fact]
    public async Task Refuses_a_principal_that_does_not_exist()
    {
        GivenRole("deploy");

        Assert.Equal(
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/alice\"",
            await RefusedAsync<MalformedPolicyDocumentException>(() => UpdateAsync("deploy", Other)));
    }

    [Fact]
    public async Task Refuses_what_is_too_long()
    {
        GivenRole("deploy");
        var filled = Trust.Replace("\"Action\"", $"\"Condition\":{{\"StringEquals\":{{\"aws:a\":\"{new string('x', 2048)}\"}}}},\"Action\"", StringComparison.Ordinal);

        Assert.Equal("Cannot exceed quota for ACLSizePerRole: 2048", await RefusedAsync<LimitExceededException>(() => UpdateAsync("deploy", filled)));
    }

    [Fact]
    public async Task Refuses_a_role_that_is_linked_to_a_service()
    {
        GivenLinkedRole();

        Assert.Equal(ProtectedRole, await RefusedAsync<UnmodifiableEntityException>(() => UpdateAsync(LinkedRoleName, Trust)));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal("The role with name none cannot be found.", await RefusedAsync<NoSuchEntityException>(() => UpdateAsync("none", Trust)));

    private Task UpdateAsync(string name, string trust)
        => World.CallAsync(new UpdateAssumeRolePolicy(), new() { RoleName = name, PolicyDocument = trust });
}
