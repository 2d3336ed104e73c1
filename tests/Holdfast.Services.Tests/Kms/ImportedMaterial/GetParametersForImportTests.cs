using System.Security.Cryptography;
using Holdfast.Services.Kms;

namespace Holdfast.Services.Tests.Kms.ImportedMaterial;

public sealed class GetParametersForImportTests : ImportTests
{
    [Theory]
    [InlineData(WrappingKeySpec.Rsa2048, 2048)]
    [InlineData(WrappingKeySpec.Rsa3072, 3072)]
    public async Task Gives_a_wrapping_key_and_a_token_that_hides_its_other_half(string spec, int bits)
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);

        var response = await World.CallAsync(
            GetParametersForImport, new() { KeyId = key.Id, WrappingAlgorithm = AlgorithmSpec.RsaesOaepSha256, WrappingKeySpec = spec });

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(response.PublicKey!.Value.Span, out _);
        Assert.Equal((bits, World.Now.AddHours(24), key.Arn.Value), (rsa.KeySize, response.ParametersValidTo!.Value, response.KeyId));
        Assert.StartsWith("sealed(", Text(response.ImportToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_keys_whose_material_kms_makes_and_keys_that_are_going()
    {
        var own = await GivenKeyAsync();
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);

        Assert.Equal($"{own.Arn} origin is AWS_KMS which is not valid for this operation.", await RefusedAsync<UnsupportedOperationException>(() => WrappedAsync(own, Secret)));
        await RefusedWhenPendingDeletionAsync(key, () => WrappedAsync(key, Secret));
    }

    [Fact]
    public async Task Refuses_ways_to_wrap_that_aws_has_ended()
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(
            GetParametersForImport, new() { KeyId = key.Id, WrappingAlgorithm = AlgorithmSpec.RsaesPkcs1V15, WrappingKeySpec = WrappingKeySpec.Rsa2048 }));
    }
}
