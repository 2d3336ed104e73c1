using System.Security.Cryptography;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Macs;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Tests.Kms.Macs;

public sealed class GenerateMacTests : KmsTests
{
    private GenerateMac GenerateMac => new(Ring);

    [Theory]
    [InlineData(KeySpec.Hmac224, MacAlgorithmSpec.HmacSha224, 28)]
    [InlineData(KeySpec.Hmac256, MacAlgorithmSpec.HmacSha256, 32)]
    [InlineData(KeySpec.Hmac384, MacAlgorithmSpec.HmacSha384, 48)]
    [InlineData(KeySpec.Hmac512, MacAlgorithmSpec.HmacSha512, 64)]
    public async Task Gives_a_code_of_the_length_of_its_hash(string spec, string algorithm, int length)
    {
        var key = await GivenKeyAsync(spec);

        var response = await World.CallAsync(GenerateMac, new() { KeyId = key.Id, Message = Bytes("message"), MacAlgorithm = algorithm });

        Assert.Equal((length, key.Arn.Value, algorithm), (response.Mac!.Value.Length, response.KeyId, response.MacAlgorithm));
    }

    [Fact]
    public async Task Is_the_hmac_of_the_material()
    {
        var key = await GivenKeyAsync(KeySpec.Hmac256);
        var material = (await World.FindAsync<KeyMaterial>(KeyMaterial.KeyOf(key.RecordKey, 1)))!;

        var response = await World.CallAsync(GenerateMac, new() { KeyId = key.Id, Message = Bytes("message"), MacAlgorithm = MacAlgorithmSpec.HmacSha256 });

        Assert.Equal(HMACSHA256.HashData(Ring.Open(material), Bytes("message").Span), response.Mac!.Value.ToArray());
    }

    [Fact]
    public async Task Refuses_algorithms_and_keys_for_something_else()
    {
        var (key, other) = (await GivenKeyAsync(KeySpec.Hmac256), await GivenKeyAsync());
        GenerateMacRequest request = new() { KeyId = key.Id, Message = Bytes("x"), MacAlgorithm = MacAlgorithmSpec.HmacSha256 };

        Assert.Equal(
            "Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(GenerateMac, request with { MacAlgorithm = MacAlgorithmSpec.HmacSha512 })));
        await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(GenerateMac, request with { KeyId = other.Id }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(GenerateMac, request with { DryRun = true }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(GenerateMac, request));
    }
}
