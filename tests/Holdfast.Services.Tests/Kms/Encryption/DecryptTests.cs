using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Encryption;

public sealed class DecryptTests : KmsTests
{
    private Decrypt Decrypt => new(Ring);

    [Fact]
    public async Task Finds_the_key_in_the_ciphertext()
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(Decrypt, new() { CiphertextBlob = await EncryptedAsync(key, "words", Red), EncryptionContext = Red });

        Assert.Equal(("words", key.Arn.Value, key.CurrentMaterialId), (Text(response.Plaintext), response.KeyId, response.KeyMaterialId));
        Assert.DoesNotContain("words", response.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_key_of_the_ciphertext_as_what_is_acted_on()
    {
        var key = await GivenKeyAsync();

        var target = await World.TargetAsync(Decrypt, new() { CiphertextBlob = await EncryptedAsync(key, "x") }, caller: World2);

        Assert.Equal((key.Arn, Account, key.Policy), (target.Resource, target.Owner, target.ResourcePolicy));
    }

    [Fact]
    public async Task Refuses_another_key_than_that_of_the_ciphertext()
    {
        var (key, other) = (await GivenKeyAsync(), await GivenKeyAsync());
        var ciphertext = await EncryptedAsync(key, "x");

        Assert.Equal(
            "The key ID in the request does not identify a CMK that can perform this operation.",
            await RefusedAsync<IncorrectKeyException>(() => World.CallAsync(Decrypt, new() { KeyId = other.Id, CiphertextBlob = ciphertext })));
    }

    [Fact]
    public async Task Refuses_what_is_no_ciphertext_without_a_word()
    {
        var key = await GivenKeyAsync();
        var ciphertext = await EncryptedAsync(key, "x", Red);

        Assert.Equal("", await RefusedAsync<InvalidCiphertextException>(() => World.CallAsync(Decrypt, new() { CiphertextBlob = new byte[100] })));
        Assert.Equal("", await RefusedAsync<InvalidCiphertextException>(() => World.CallAsync(Decrypt, new() { KeyId = key.Id, CiphertextBlob = new byte[100] })));
        Assert.Equal("", await RefusedAsync<InvalidCiphertextException>(() => World.CallAsync(Decrypt, new() { CiphertextBlob = ciphertext })));
    }

    [Fact]
    public async Task Does_not_tell_a_key_that_is_gone_from_one_that_may_not_be_used()
    {
        var key = await GivenKeyAsync();
        var ciphertext = await EncryptedAsync(key, "x");
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = 7 });
        await World.AdvanceAsync(TimeSpan.FromDays(8));

        var error = await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(Decrypt, new() { CiphertextBlob = ciphertext }));

        Assert.Equal("AccessDeniedException", error.Code);
        Assert.Equal("The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.", error.Message);
    }

    [Fact]
    public async Task Refuses_a_ciphertext_in_another_region()
    {
        var ciphertext = await EncryptedAsync(await GivenKeyAsync(), "x");

        await RefusedAsync<CommonException>(() => World.CallAsync(Decrypt, new() { CiphertextBlob = ciphertext }, region: new("eu-west-1")));
    }

    [Fact]
    public async Task Asks_about_the_permission_alone_in_a_dry_run_without_ciphertext()
    {
        var key = await GivenKeyAsync();
        DecryptRequest request = new() { KeyId = key.Id, DryRun = true };

        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(Decrypt, request with { DryRunModifiers = [DryRunModifierType.IgnoreCiphertext] }));
        Assert.Equal(
            "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null",
            await RefusedAsync<CommonException>(() => World.CallAsync(Decrypt, request)));
        var ciphertext = await EncryptedAsync(key, "x");
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(Decrypt, request with { CiphertextBlob = ciphertext }));
    }

    [Fact]
    public async Task Says_that_enclaves_are_not_there()
    {
        var ciphertext = await EncryptedAsync(await GivenKeyAsync(), "x");

        var error = await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(Decrypt, new() { CiphertextBlob = ciphertext, Recipient = new() }));

        Assert.Equal(501, error.Status);
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_used_or_are_for_something_else()
    {
        var (key, mac) = (await GivenKeyAsync(), await GivenKeyAsync(KeySpec.Hmac256));
        var ciphertext = await EncryptedAsync(key, "x");

        Assert.Equal(
            $"{mac.Arn} key usage is GENERATE_VERIFY_MAC which is not valid for Decrypt.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(Decrypt, new() { KeyId = mac.Id, CiphertextBlob = ciphertext })));
        await RefusedUnlessEnabledAsync(key, () => DecryptedAsync(ciphertext));
    }

    private static Caller World2 => Holdfast.Testing.World.RootOf(new("999999999999"));
}
