using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.DataKeys;

namespace Holdfast.Services.Tests.Kms.DataKeys;

public sealed class GenerateDataKeyTests : KmsTests
{
    private GenerateDataKey GenerateDataKey => new(Ring);

    [Theory]
    [InlineData(DataKeySpec.Aes128, null, 16)]
    [InlineData(DataKeySpec.Aes256, null, 32)]
    [InlineData(null, 1024, 1024)]
    public async Task Gives_the_same_secret_in_the_clear_and_encrypted(string? spec, int? numberOfBytes, int length)
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(GenerateDataKey, new() { KeyId = key.Id, KeySpec = spec, NumberOfBytes = numberOfBytes, EncryptionContext = Red });

        Assert.Equal((length, key.Arn.Value), (response.Plaintext!.Value.Length, response.KeyId));
        var decrypted = await World.CallAsync(new Holdfast.Services.Kms.Encryption.Decrypt(Ring), new() { CiphertextBlob = response.CiphertextBlob, EncryptionContext = Red });
        Assert.True(decrypted.Plaintext!.Value.Span.SequenceEqual(response.Plaintext.Value.Span));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(DataKeySpec.Aes128, 16)]
    public async Task Refuses_no_length_and_two(string? spec, int? numberOfBytes)
    {
        var key = await GivenKeyAsync();

        Assert.Equal(
            "Please specify either number of bytes or key spec.",
            await RefusedAsync<CommonException>(() => World.CallAsync(GenerateDataKey, new() { KeyId = key.Id, KeySpec = spec, NumberOfBytes = numberOfBytes })));
    }

    [Fact]
    public async Task Refuses_keys_that_do_not_seal_data_keys()
    {
        var rsa = await GivenKeyAsync(KeySpec.Rsa2048, KeyUsageType.EncryptDecrypt);
        var key = await GivenKeyAsync();
        GenerateDataKeyRequest request = new() { KeyId = key.Id, KeySpec = DataKeySpec.Aes256 };

        await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(GenerateDataKey, request with { KeyId = rsa.Id }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(GenerateDataKey, request with { DryRun = true }));
        Assert.Equal(501, (await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(GenerateDataKey, request with { Recipient = new() }))).Status);
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(GenerateDataKey, request));
    }
}
