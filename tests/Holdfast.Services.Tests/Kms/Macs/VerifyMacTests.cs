using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Macs;

namespace Holdfast.Services.Tests.Kms.Macs;

public sealed class VerifyMacTests : KmsTests
{
    private VerifyMac VerifyMac => new(Ring);

    [Fact]
    public async Task Says_yes_to_its_own_code_and_no_to_any_other()
    {
        var key = await GivenKeyAsync(KeySpec.Hmac224);
        var mac = await World.CallAsync(new GenerateMac(Ring), new() { KeyId = key.Id, Message = Bytes("message"), MacAlgorithm = MacAlgorithmSpec.HmacSha224 });
        VerifyMacRequest request = new() { KeyId = key.Id, Message = Bytes("message"), MacAlgorithm = MacAlgorithmSpec.HmacSha224, Mac = mac.Mac!.Value };

        var response = await World.CallAsync(VerifyMac, request);

        Assert.Equal((true, key.Arn.Value), (response.MacValid!.Value, response.KeyId));
        Assert.Equal("", await RefusedAsync<KMSInvalidMacException>(() => World.CallAsync(VerifyMac, request with { Message = Bytes("other") })));
        Assert.Equal("", await RefusedAsync<KMSInvalidMacException>(() => World.CallAsync(VerifyMac, request with { Mac = mac.Mac.Value[1..] })));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(VerifyMac, request with { DryRun = true }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(VerifyMac, request));
    }

    [Fact]
    public async Task Refuses_keys_for_something_else()
    {
        var key = await GivenKeyAsync();

        Assert.Equal(
            $"{key.Arn} key usage is ENCRYPT_DECRYPT which is not valid for VerifyMac.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(
                VerifyMac, new() { KeyId = key.Id, Message = Bytes("x"), MacAlgorithm = MacAlgorithmSpec.HmacSha256, Mac = new byte[32] })));
    }
}
