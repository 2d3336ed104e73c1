using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;

namespace Holdfast.Services.Tests.Kms.KeyPolicies;

public sealed class PutKeyPolicyTests : KmsTests
{
    private const string OfAlice = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"kms:*","Resource":"*"}]}""";

    private PutKeyPolicy PutKeyPolicy => new(Quotas, Principals);

    [Fact]
    public async Task Puts_another_policy()
    {
        var key = await GivenKeyAsync();

        await World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, Policy = OfAlice }, asUser: "alice");

        Assert.Equal(OfAlice, (await KeyAsync(key.Id)).Policy);
    }

    [Fact]
    public async Task Refuses_to_lock_the_caller_out_unless_told_to()
    {
        var key = await GivenKeyAsync();

        Assert.Equal(
            "The new key policy will not allow you to update the key policy in the future.",
            await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, Policy = OfAlice }, asUser: "bob")));
        await World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, Policy = OfAlice, BypassPolicyLockoutSafetyCheck = true }, asUser: "bob");

        Assert.Equal(OfAlice, (await KeyAsync(key.Id)).Policy);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:aws:iam::111122223333:user/alice", true)]
    [InlineData("arn:aws:iam::111122223333:user/nobody", false)]
    public async Task Takes_a_policy_only_when_all_whom_it_names_exist(string principal, bool isTaken)
    {
        var key = await GivenKeyAsync();
        var policy = OfAlice.Replace("arn:aws:iam::111122223333:user/alice", principal, StringComparison.Ordinal);
        Func<Task> put = () => World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, Policy = policy, BypassPolicyLockoutSafetyCheck = true });

        if (isTaken)
        {
            await put();
            Assert.Equal(policy, (await KeyAsync(key.Id)).Policy);
        }
        else
        {
            Assert.Equal("Policy contains a statement with one or more invalid principals.", await RefusedAsync<MalformedPolicyDocumentException>(put));
        }
    }

    [Fact]
    public async Task Refuses_what_is_no_policy_or_too_long()
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, Policy = "{}" }));
        await RefusedAsync<LimitExceededException>(() => World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, Policy = OfAlice + new string(' ', 32 * 1024) }));
        Assert.Equal("No such policy exists", await RefusedAsync<NotFoundException>(() => World.CallAsync(PutKeyPolicy, new() { KeyId = key.Id, PolicyName = "other", Policy = OfAlice })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(PutKeyPolicy, new() { KeyId = NoKey, Policy = OfAlice })));
    }
}
