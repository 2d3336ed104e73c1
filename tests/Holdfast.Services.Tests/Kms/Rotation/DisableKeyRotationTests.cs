using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Rotation;

public sealed class DisableKeyRotationTests : KmsTests
{
    [Fact]
    public async Task Ends_the_rotation()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });

        await World.CallAsync(new DisableKeyRotation(), new() { KeyId = key.Id });
        await World.AdvanceAsync(TimeSpan.FromDays(400));

        var kept = await KeyAsync(key.Id);
        Assert.Equal((1, null, null), (kept.CurrentMaterial, kept.RotationPeriodInDays, kept.NextRotationDate));
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_rotated_by_time()
    {
        var imported = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        var key = await GivenKeyAsync();

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new DisableKeyRotation(), new() { KeyId = imported.Id }));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(new DisableKeyRotation(), new() { KeyId = key.Id }));
    }
}
