using Holdfast.Kernel.Ids;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.ImportedMaterial;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.Rotation;
using Holdfast.Services.Tests.Kms.ImportedMaterial;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms.MultiRegion;

/// <summary>Imported material in several regions: each key is given it by itself, and it must be the same.</summary>
public sealed class MultiRegionImportTests : ImportTests
{
    private static readonly Region Ireland = new("eu-west-1");
    private static readonly byte[] Next = [.. Secret.Reverse()];

    [Fact]
    public async Task A_replica_waits_for_the_material_of_its_primary_key_and_takes_no_other()
    {
        var (primary, replica) = await GivenPairAsync();

        Assert.Equal((KeyState.PendingImport, primary.CurrentMaterialId), (replica.State, replica.CurrentMaterialId));
        await RefusedImportAsync(replica, Next);
        await ImportAsync(replica, Secret);

        Assert.Equal(KeyState.Enabled, (await KeyAsync(replica.Id, Ireland)).State);
        Assert.Equal("x", await DecryptedAsync(await EncryptedAsync(primary, "x", Red), Red, Ireland));
    }

    [Fact]
    public async Task New_material_is_rotated_to_once_every_region_has_it()
    {
        var (primary, replica) = await GivenPairAsync();
        await ImportAsync(replica, Secret);
        await RefusedImportAsync(replica, Next, ImportType.NewKeyMaterial);
        await ImportAsync(primary, Next, ImportType.NewKeyMaterial);

        Assert.Equal(KeyMaterialState.PendingMultiRegionImportAndRotation, await StateOfNewestAsync(primary));
        Assert.Equal(
            $"The key material that is pending rotation has not been imported into {replica.Arn}.",
            await RefusedAsync<KMSInvalidStateException>(() => World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = primary.Id })));
        Assert.Equal(KeyState.Enabled, (await KeyAsync(replica.Id, Ireland)).State);
        await ImportAsync(replica, Next);
        Assert.Equal(KeyMaterialState.PendingRotation, await StateOfNewestAsync(primary));
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = primary.Id });

        Assert.Equal((2, 2), ((await KeyAsync(primary.Id)).CurrentMaterial, (await KeyAsync(primary.Id, Ireland)).CurrentMaterial));
        Assert.Equal("x", await DecryptedAsync(await EncryptedAsync(await KeyAsync(replica.Id, Ireland), "x", Red), Red));
    }

    [Fact]
    public async Task Material_that_waits_goes_from_all_regions_with_that_of_the_primary_key()
    {
        var (primary, replica) = await GivenPairAsync();
        await ImportAsync(replica, Secret);
        await ImportAsync(primary, Next, ImportType.NewKeyMaterial);
        await ImportAsync(replica, Next);
        var waiting = (await World.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(primary.RecordKey))).Single(material => material.IsPendingRotation);

        await World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = replica.Id, KeyMaterialId = waiting.Id }, region: Ireland);
        Assert.Equal((2, 2), await CountsAsync(primary, replica));
        Assert.Equal(KeyState.Enabled, (await KeyAsync(replica.Id, Ireland)).State);
        await World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = primary.Id, KeyMaterialId = waiting.Id });

        Assert.Equal((1, 1), await CountsAsync(primary, replica));
    }

    [Fact]
    public async Task Material_of_a_replica_goes_alone()
    {
        var (primary, replica) = await GivenPairAsync();
        await ImportAsync(replica, Secret);

        await World.CallAsync(new DeleteImportedKeyMaterial(), new() { KeyId = replica.Id }, region: Ireland);

        Assert.Equal((KeyState.Enabled, KeyState.PendingImport), ((await KeyAsync(primary.Id)).State, (await KeyAsync(primary.Id, Ireland)).State));
    }

    private async Task<(Key Primary, Key Replica)> GivenPairAsync()
    {
        var primary = await GivenKeyAsync(origin: OriginType.EXTERNAL, multiRegion: true);
        await ImportAsync(primary, Secret);
        var replica = await GivenReplicaAsync(primary, Ireland);
        return (await KeyAsync(primary.Id), replica);
    }

    private async Task ImportAsync(Key key, byte[] secret, string? type = null)
        => await World.CallAsync(ImportKeyMaterial, await WrappedAsync(key, secret) with { ImportType = type }, region: new(key.Region));

    private async Task RefusedImportAsync(Key key, byte[] secret, string? type = null)
    {
        var request = await WrappedAsync(key, secret) with { ImportType = type };
        Assert.Equal(
            "The key material in the request is not that which was imported into this KMS key before.",
            await RefusedAsync<IncorrectKeyMaterialException>(() => World.CallAsync(ImportKeyMaterial, request, region: new(key.Region))));
    }

    private async Task<string?> StateOfNewestAsync(Key key)
        => (await World.CallAsync(new ListKeyRotations(), new() { KeyId = key.Id, IncludeKeyMaterial = IncludeKeyMaterial.AllKeyMaterial })).Rotations![^1].KeyMaterialState;

    private async Task<(int Here, int There)> CountsAsync(Key primary, Key replica)
        => ((await World.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(primary.RecordKey))).Count,
            (await World.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(replica.RecordKey))).Count);
}
