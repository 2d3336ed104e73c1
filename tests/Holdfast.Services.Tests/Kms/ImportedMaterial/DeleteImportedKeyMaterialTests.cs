using Holdfast.Services.Kms;
using Holdfast.Services.Kms.ImportedMaterial;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Tests.Kms.ImportedMaterial;

public sealed class DeleteImportedKeyMaterialTests : ImportTests
{
    [Fact]
    public async Task Deletes_the_secret_and_lets_the_key_wait_for_it()
    {
        var key = await GivenImportedAsync();
        var ciphertext = await EncryptedAsync(key, "x");

        var response = await World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = key.Id });

        Assert.Equal(key.CurrentMaterialId, response.KeyMaterialId);
        Assert.Null((await World.FindAsync<KeyMaterial>(KeyMaterial.KeyOf(key.RecordKey, 1)))!.Sealed);
        Assert.Equal($"{key.Arn} is pending import.", await RefusedAsync<KMSInvalidStateException>(() => DecryptedAsync(ciphertext)));
    }

    [Fact]
    public async Task Changes_nothing_when_there_is_none()
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        var before = World.Changes.Count;

        await World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = key.Id });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_keys_whose_material_kms_makes_and_unknown_material()
    {
        var own = await GivenKeyAsync();
        var key = await GivenImportedAsync();

        Assert.Equal(
            $"{own.Arn} origin is AWS_KMS which is not valid for this operation.",
            await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = own.Id })));
        await RefusedAsync<NotFoundException>(() => World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = key.Id, KeyMaterialId = new string('0', 64) }));
    }
}
