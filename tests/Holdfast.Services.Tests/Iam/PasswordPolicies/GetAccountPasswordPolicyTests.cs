using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.PasswordPolicies;

namespace Holdfast.Services.Tests.Iam.PasswordPolicies;

public sealed class GetAccountPasswordPolicyTests : CredentialTests
{
    [Fact]
    public async Task Tells_the_policy_and_that_passwords_do_not_expire()
    {
        GivenPasswordPolicy(policy => policy with { RequiresSymbols = true });

        Assert.Equal(
            new PasswordPolicyShape
            {
                MinimumPasswordLength = 6,
                RequireSymbols = true,
                RequireNumbers = false,
                RequireUppercaseCharacters = false,
                RequireLowercaseCharacters = false,
                AllowUsersToChangePassword = false,
                ExpirePasswords = false,
            },
            (await World.CallAsync(new GetAccountPasswordPolicy(), new())).PasswordPolicy);
    }

    [Fact]
    public async Task Tells_when_passwords_expire()
    {
        GivenPasswordPolicy(policy => policy with { MaxAgeDays = 90, ReusePrevention = 5, HardExpiry = false });

        var told = (await World.CallAsync(new GetAccountPasswordPolicy(), new())).PasswordPolicy;

        Assert.Equal((true, 90, 5, false), (told.ExpirePasswords, told.MaxPasswordAge, told.PasswordReusePrevention, told.HardExpiry));
    }

    [Fact]
    public async Task Refuses_when_the_account_has_none()
        => Assert.Equal(
            "The Password Policy with domain name 111122223333 cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetAccountPasswordPolicy(), new())));

    [Fact]
    public async Task Is_permitted_to_every_user_who_may_change_their_own_password()
    {
        Assert.Equal(Target.Any, await World.TargetAsync(new GetAccountPasswordPolicy(), new(), asUser: "alice"));

        GivenPasswordPolicy(policy => policy with { AllowsUsersToChange = true });

        Assert.Contains("arn:aws:iam::111122223333:user/alice", (await World.TargetAsync(new GetAccountPasswordPolicy(), new(), asUser: "alice")).ResourcePolicy!, StringComparison.Ordinal);
        Assert.Equal(Target.Any, await World.TargetAsync(new GetAccountPasswordPolicy(), new(), caller: Session));
    }
}
