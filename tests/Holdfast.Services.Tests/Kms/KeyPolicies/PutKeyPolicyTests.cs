using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;

namespace Holdfast.Services.Tests.Kms.KeyPolicies;

public sealed class PutKeyPolicyTests : KmsTests
{
    private const string OfAlice = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"kms:*","Resource":"*"}]}""";

    private PutKeyPolicy PutKeyPolicy => new(Quotas);

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
