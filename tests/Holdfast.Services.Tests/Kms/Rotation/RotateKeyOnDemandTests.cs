using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Rotation;

public sealed class RotateKeyOnDemandTests : KmsTests
{
    [Fact]
    public async Task Encrypts_with_new_material_and_still_decrypts_what_is_older()
    {
        var key = await GivenKeyAsync();
        var old = await EncryptedAsync(key, "before", Red);

        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });
        var young = await EncryptedAsync(key, "after", Red);

        Assert.Equal(("before", "after"), (await DecryptedAsync(old, Red), await DecryptedAsync(young, Red)));
        var rotated = await KeyAsync(key.Id);
        Assert.Equal(2, rotated.CurrentMaterial);
        Assert.NotEqual(key.CurrentMaterialId, rotated.CurrentMaterialId);
    }

    [Fact]
    public async Task Refuses_a_rotation_beyond_the_quota()
    {
        var key = await GivenKeyAsync();
        RotateKeyOnDemand rotate = new(Ring, new() { OnDemandRotationsPerKey = 1 }, Events);
        await World.CallAsync(rotate, new() { KeyId = key.Id });

        Assert.Equal(
            $"The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: {key.Arn}",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(rotate, new() { KeyId = key.Id })));
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_rotated()
    {
        var mac = await GivenKeyAsync(KeySpec.Hmac256);
        var key = await GivenKeyAsync();
        var imported = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        await InStateAsync(imported, KeyState.Enabled);

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = mac.Id }));
        await RefusedAsync<KMSInvalidStateException>(() => World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = imported.Id }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id }));
    }
}
