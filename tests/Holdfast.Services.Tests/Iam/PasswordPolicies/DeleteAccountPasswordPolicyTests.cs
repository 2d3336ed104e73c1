using Holdfast.Services.Iam;
using Holdfast.Services.Iam.PasswordPolicies;

namespace Holdfast.Services.Tests.Iam.PasswordPolicies;

public sealed class DeleteAccountPasswordPolicyTests : CredentialTests
{
    [Fact]
    public async Task Deletes_the_policy()
    {
        GivenPasswordPolicy(policy => policy);

        await World.CallAsync(new DeleteAccountPasswordPolicy(), new());

        Assert.Empty(await World.ListAsync<PasswordPolicy>(""));
    }

    [Fact]
    public async Task Refuses_when_there_is_none()
        => Assert.Equal(
            "The account policy with name PasswordPolicy cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteAccountPasswordPolicy(), new())));
}
