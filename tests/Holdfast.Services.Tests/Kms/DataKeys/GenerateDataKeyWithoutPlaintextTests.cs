using Holdfast.Services.Kms;
using Holdfast.Services.Kms.DataKeys;
using Holdfast.Services.Kms.Encryption;

namespace Holdfast.Services.Tests.Kms.DataKeys;

public sealed class GenerateDataKeyWithoutPlaintextTests : KmsTests
{
    [Fact]
    public async Task Gives_a_secret_that_is_decrypted_later()
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(new GenerateDataKeyWithoutPlaintext(Ring), new() { KeyId = key.Id, KeySpec = DataKeySpec.Aes256 });

        var secret = (await World.CallAsync(new Decrypt(Ring), new() { CiphertextBlob = response.CiphertextBlob })).Plaintext!.Value;
        Assert.Equal(32, secret.Length);
        Assert.True(secret.Span.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public async Task Refuses_keys_that_do_not_seal_data_keys()
    {
        var mac = await GivenKeyAsync(KeySpec.Hmac256);
        var key = await GivenKeyAsync();
        GenerateDataKeyWithoutPlaintextRequest request = new() { KeyId = key.Id, KeySpec = DataKeySpec.Aes256 };

        await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(new GenerateDataKeyWithoutPlaintext(Ring), request with { KeyId = mac.Id }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(new GenerateDataKeyWithoutPlaintext(Ring), request with { DryRun = true }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(new GenerateDataKeyWithoutPlaintext(Ring), request));
    }
}
