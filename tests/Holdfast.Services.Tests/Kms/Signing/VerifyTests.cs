using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Signing;

namespace Holdfast.Services.Tests.Kms.Signing;

public sealed class VerifyTests : KmsTests
{
    private Verify Verify => new(Ring);

    [Theory]
    [InlineData(KeySpec.Rsa2048, SigningAlgorithmSpec.RsassaPssSha384)]
    [InlineData(KeySpec.EccSecgP256k1, SigningAlgorithmSpec.EcdsaSha256)]
    public async Task Says_yes_to_its_own_signature_and_no_to_any_other(string spec, string algorithm)
    {
        var key = await GivenKeyAsync(spec, KeyUsageType.SignVerify);
        var request = await SignedAsync(key, algorithm);

        var response = await World.CallAsync(Verify, request);

        Assert.Equal((true, key.Arn.Value, algorithm), (response.SignatureValid!.Value, response.KeyId, response.SigningAlgorithm));
        Assert.Equal("", await RefusedAsync<KMSInvalidSignatureException>(() => World.CallAsync(Verify, request with { Message = Bytes("other") })));
        Assert.Equal("", await RefusedAsync<KMSInvalidSignatureException>(() => World.CallAsync(Verify, request with { Signature = new byte[7] })));
    }

    [Fact]
    public async Task Refuses_keys_for_something_else_and_keys_that_cannot_be_used()
    {
        var (key, mac) = (await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify), await GivenKeyAsync(KeySpec.Hmac256));
        var request = await SignedAsync(key, SigningAlgorithmSpec.EcdsaSha256);

        await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(Verify, request with { KeyId = mac.Id }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(Verify, request with { DryRun = true }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(Verify, request));
    }

    private async Task<VerifyRequest> SignedAsync(Key key, string algorithm)
    {
        var signed = await World.CallAsync(new Sign(Ring), new() { KeyId = key.Id, Message = Bytes("message"), SigningAlgorithm = algorithm });
        await World.CallAsync(Verify, new() { KeyId = key.Id, Message = Bytes("message"), SigningAlgorithm = algorithm, Signature = signed.Signature!.Value });
        return new() { KeyId = key.Id, Message = Bytes("message"), SigningAlgorithm = algorithm, Signature = signed.Signature.Value };
    }
}
