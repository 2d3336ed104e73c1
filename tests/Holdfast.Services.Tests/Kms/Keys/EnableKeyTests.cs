using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class EnableKeyTests : KmsTests
{
    [Fact]
    public async Task Lets_a_key_be_used_again()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new DisableKey(), new() { KeyId = key.Id });

        await World.CallAsync(new EnableKey(), new() { KeyId = key.Id });

        Assert.Equal("Enabled", (await KeyAsync(key.Id)).State);
    }

    [Fact]
    public async Task Makes_up_for_a_rotation_that_came_due_while_the_key_was_disabled()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });
        await World.CallAsync(new DisableKey(), new() { KeyId = key.Id });
        await World.AdvanceAsync(TimeSpan.FromDays(100));
        Assert.Equal(1, (await KeyAsync(key.Id)).CurrentMaterial);

        await World.CallAsync(new EnableKey(), new() { KeyId = key.Id });
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, (await KeyAsync(key.Id)).CurrentMaterial);
    }

    [Fact]
    public async Task Refuses_keys_without_material_or_future()
    {
        var key = await GivenKeyAsync();
        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(new EnableKey(), new() { KeyId = key.Id }));
        await InStateAsync(key, KeyState.PendingImport);
        Assert.Equal($"{key.Arn} is pending import.", await RefusedAsync<KMSInvalidStateException>(() => World.CallAsync(new EnableKey(), new() { KeyId = key.Id })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new EnableKey(), new() { KeyId = NoKey })));
    }
}
