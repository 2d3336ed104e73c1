using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Encryption;

namespace Holdfast.Services.Tests.Kms.Encryption;

public sealed class ReEncryptTests : KmsTests
{
    private static readonly Dictionary<string, string> Blue = new() { ["team"] = "blue" };

    private ReEncrypt ReEncrypt => new(Ring);

    [Fact]
    public async Task Moves_a_secret_to_another_key_and_context()
    {
        var (source, destination) = (await GivenKeyAsync(), await GivenKeyAsync());
        var ciphertext = await EncryptedAsync(source, "words", Red);

        var response = await World.CallAsync(
            ReEncrypt, new() { CiphertextBlob = ciphertext, SourceEncryptionContext = Red, DestinationKeyId = destination.Id, DestinationEncryptionContext = Blue });

        Assert.Equal("words", await DecryptedAsync(response.CiphertextBlob!.Value, Blue));
        Assert.Equal((source.Arn.Value, destination.Arn.Value), (response.SourceKeyId, response.KeyId));
        Assert.Equal((source.CurrentMaterialId, destination.CurrentMaterialId), (response.SourceKeyMaterialId, response.DestinationKeyMaterialId));
    }

    [Fact]
    public async Task Asks_about_both_keys()
    {
        var (source, destination) = (await GivenKeyAsync(), await GivenKeyAsync());

        var target = await World.TargetAsync(ReEncrypt, new() { CiphertextBlob = await EncryptedAsync(source, "x"), DestinationKeyId = destination.Id });

        var also = Assert.Single(target.Also);
        Assert.Equal((source.Arn, destination.Arn, "kms:ReEncryptTo"), (target.Resource, also.Resource, also.Action));
        Assert.All([target, also], one => Assert.Contains(one.Context, key => key is { Name: "kms:ReEncryptOnSameKey", Values: ["false"] }));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_decrypted_or_encrypted()
    {
        var (key, mac) = (await GivenKeyAsync(), await GivenKeyAsync(KeySpec.Hmac256));
        var ciphertext = await EncryptedAsync(key, "x", Red);
        var other = await GivenKeyAsync();
        ReEncryptRequest request = new() { CiphertextBlob = ciphertext, SourceEncryptionContext = Red, DestinationKeyId = key.Id };

        await RefusedAsync<InvalidCiphertextException>(() => World.CallAsync(ReEncrypt, request with { SourceEncryptionContext = Blue }));
        await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(ReEncrypt, request with { DestinationKeyId = mac.Id }));
        await RefusedAsync<IncorrectKeyException>(() => World.CallAsync(ReEncrypt, request with { SourceKeyId = other.Id }));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(ReEncrypt, request with { DestinationKeyId = NoKey })));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(ReEncrypt, request with { DryRun = true }));
        await RefusedAsync<CommonException>(() => World.CallAsync(ReEncrypt, request with { CiphertextBlob = null, SourceKeyId = key.Id }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(ReEncrypt, request));
    }
}
