using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.ImportedMaterial;

public sealed class ImportKeyMaterialTests : ImportTests
{
    [Theory]
    [InlineData(AlgorithmSpec.RsaesOaepSha1)]
    [InlineData(AlgorithmSpec.RsaesOaepSha256)]
    [InlineData(AlgorithmSpec.RsaAesKeyWrapSha1)]
    [InlineData(AlgorithmSpec.RsaAesKeyWrapSha256)]
    public async Task Imports_material_however_it_is_wrapped(string algorithm)
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);

        var response = await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, Secret, algorithm));

        var imported = await KeyAsync(key.Id);
        Assert.Equal(("Enabled", response.KeyMaterialId), (imported.State, imported.CurrentMaterialId));
        Assert.Equal("x", await DecryptedAsync(await EncryptedAsync(key, "x")));
    }

    [Fact]
    public async Task Imports_private_keys_and_secrets_of_hmac_keys()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ecc = await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify, OriginType.EXTERNAL);
        var mac = await GivenKeyAsync(KeySpec.Hmac256, origin: OriginType.EXTERNAL);

        await World.CallAsync(ImportKeyMaterial, await WrappedAsync(ecc, pair.ExportPkcs8PrivateKey(), AlgorithmSpec.RsaAesKeyWrapSha256));
        await World.CallAsync(ImportKeyMaterial, await WrappedAsync(mac, new byte[64]));

        Assert.Equal(("Enabled", "Enabled"), ((await KeyAsync(ecc.Id)).State, (await KeyAsync(mac.Id)).State));
    }

    [Fact]
    public async Task Expires_on_its_day_and_comes_back_with_the_same_material_only()
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        var request = await WrappedAsync(key, Secret);
        await World.CallAsync(ImportKeyMaterial, request with { ExpirationModel = null, ValidTo = World.Now.AddDays(10) });
        var ciphertext = await EncryptedAsync(key, "x");

        await World.AdvanceAsync(TimeSpan.FromDays(11));

        Assert.Equal("PendingImport", (await KeyAsync(key.Id)).State);
        await RefusedAsync<IncorrectKeyMaterialException>(async () => await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, new byte[32])));
        await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, Secret));
        Assert.Equal("x", await DecryptedAsync(ciphertext));
    }

    [Fact]
    public async Task Takes_new_material_to_rotate_to()
    {
        var key = await GivenImportedAsync();
        var old = await EncryptedAsync(key, "old");
        await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, new byte[32]) with { ImportType = ImportType.NewKeyMaterial });
        Assert.Equal(1, (await KeyAsync(key.Id)).CurrentMaterial);
        await RefusedAsync<KMSInvalidStateException>(async () => await World.CallAsync(
            ImportKeyMaterial, await WrappedAsync(key, [.. Secret.Reverse()]) with { ImportType = ImportType.NewKeyMaterial }));

        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });

        Assert.Equal(2, (await KeyAsync(key.Id)).CurrentMaterial);
        Assert.Equal("old", await DecryptedAsync(old));
    }

    [Fact]
    public async Task Refuses_tokens_of_others_of_yesterday_and_of_nobody()
    {
        var (key, other) = (await GivenKeyAsync(origin: OriginType.EXTERNAL), await GivenKeyAsync(origin: OriginType.EXTERNAL));
        var request = await WrappedAsync(key, Secret);

        await RefusedAsync<InvalidImportTokenException>(() => World.CallAsync(ImportKeyMaterial, request with { KeyId = other.Id }));
        await RefusedAsync<InvalidImportTokenException>(() => World.CallAsync(ImportKeyMaterial, request with { ImportToken = Bytes("x") }));
        await World.AdvanceAsync(TimeSpan.FromHours(24));
        await RefusedAsync<ExpiredImportTokenException>(() => World.CallAsync(ImportKeyMaterial, request));
    }

    [Fact]
    public async Task Refuses_material_that_is_not_wrapped_or_does_not_fit()
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        var ecc = await GivenKeyAsync(KeySpec.EccNistP256, KeyUsageType.SignVerify, OriginType.EXTERNAL);
        var request = await WrappedAsync(key, Secret);

        Assert.Equal("", await RefusedAsync<InvalidCiphertextException>(() => World.CallAsync(ImportKeyMaterial, request with { EncryptedKeyMaterial = new byte[256] })));
        await RefusedAsync<IncorrectKeyMaterialException>(async () => await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, new byte[31])));
        await RefusedAsync<IncorrectKeyMaterialException>(async () => await World.CallAsync(ImportKeyMaterial, await WrappedAsync(ecc, new byte[32])));
    }

    [Fact]
    public async Task Refuses_dates_that_contradict_the_model()
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        var request = await WrappedAsync(key, Secret);

        Assert.Equal(
            "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES",
            await RefusedAsync<CommonException>(() => World.CallAsync(ImportKeyMaterial, request with { ExpirationModel = null })));
        await RefusedAsync<CommonException>(() => World.CallAsync(ImportKeyMaterial, request with { ValidTo = World.Now.AddDays(1) }));
        await RefusedAsync<CommonException>(() => World.CallAsync(ImportKeyMaterial, request with { ExpirationModel = null, ValidTo = World.Now }));
        await RefusedAsync<CommonException>(() => World.CallAsync(ImportKeyMaterial, request with { ExpirationModel = null, ValidTo = World.Now.AddDays(366) }));
    }

    [Fact]
    public async Task Refuses_keys_whose_material_kms_makes_and_keys_that_are_going()
    {
        var (own, key) = (await GivenKeyAsync(), await GivenKeyAsync(origin: OriginType.EXTERNAL));
        var request = await WrappedAsync(key, Secret);

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(ImportKeyMaterial, request with { KeyId = own.Id }));
        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(ImportKeyMaterial, request));
    }
}
