using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Rotation;

public sealed class ListKeyRotationsTests : KmsTests
{
    [Fact]
    public async Task Lists_rotations_by_hand_and_by_time()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });
        await World.AdvanceAsync(TimeSpan.FromDays(91));

        var rotations = (await World.CallAsync(new ListKeyRotations(), new() { KeyId = key.Id })).Rotations!;
        var all = (await World.CallAsync(new ListKeyRotations(), new() { KeyId = key.Id, IncludeKeyMaterial = IncludeKeyMaterial.AllKeyMaterial })).Rotations!;

        Assert.Equal(["ON_DEMAND", "AUTOMATIC"], rotations.Select(rotation => rotation.RotationType));
        Assert.Equal(["NON_CURRENT", "NON_CURRENT", "CURRENT"], all.Select(rotation => rotation.KeyMaterialState));
        Assert.Equal(key.CurrentMaterialId, all[0].KeyMaterialId);
    }

    [Fact]
    public async Task Pages()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });

        var first = await World.CallAsync(new ListKeyRotations(), new() { KeyId = key.Id, Limit = 1 });
        var second = await World.CallAsync(new ListKeyRotations(), new() { KeyId = key.Id, Limit = 1, Marker = first.NextMarker });

        Assert.NotEqual(first.Rotations!.Single().KeyMaterialId, second.Rotations!.Single().KeyMaterialId);
        Assert.Equal((true, false), (first.Truncated!.Value, second.Truncated!.Value));
        await RefusedAsync<InvalidMarkerException>(() => World.CallAsync(new ListKeyRotations(), new() { KeyId = key.Id, Marker = "x" }));
    }

    [Fact]
    public async Task Refuses_keys_that_have_no_rotation()
    {
        var mac = await GivenKeyAsync(KeySpec.Hmac256);

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new ListKeyRotations(), new() { KeyId = mac.Id }));
    }
}
