using Holdfast.Kernel;
using Holdfast.Services.Iam.PasswordPolicies;

namespace Holdfast.Services.Tests.Iam.PasswordPolicies;

public sealed class UpdateAccountPasswordPolicyTests : CredentialTests
{
    [Fact]
    public async Task Sets_defaults_for_all_that_the_request_leaves_out()
    {
        await World.CallAsync(new UpdateAccountPasswordPolicy(), new());

        Assert.Equal(
            new PasswordPolicy
            {
                Account = Account,
                MinimumLength = 6,
                RequiresSymbols = false,
                RequiresNumbers = false,
                RequiresUppercase = false,
                RequiresLowercase = false,
                AllowsUsersToChange = false,
            },
            await World.FindAsync<PasswordPolicy>(Account.Value));
    }

    [Fact]
    public async Task Replaces_the_policy_as_a_whole()
    {
        await World.CallAsync(new UpdateAccountPasswordPolicy(), new() { MinimumPasswordLength = 14, MaxPasswordAge = 90, RequireSymbols = true });

        await World.CallAsync(new UpdateAccountPasswordPolicy(), new() { PasswordReusePrevention = 24, HardExpiry = true });

        var policy = (await World.FindAsync<PasswordPolicy>(Account.Value))!;
        Assert.Equal((6, null, false), (policy.MinimumLength, policy.MaxAgeDays, policy.RequiresSymbols));
        Assert.Equal((24, true), (policy.ReusePrevention, policy.HardExpiry));
    }

    [Fact]
    public async Task Changes_nothing_when_the_policy_is_the_same()
    {
        await World.CallAsync(new UpdateAccountPasswordPolicy(), new() { MinimumPasswordLength = 14 });
        var before = World.Changes.Count;

        await World.CallAsync(new UpdateAccountPasswordPolicy(), new() { MinimumPasswordLength = 14 });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal(Target.Any, await World.TargetAsync(new UpdateAccountPasswordPolicy(), new()));
}
