using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Rotation;

public sealed class EnableKeyRotationTests : KmsTests
{
    [Theory]
    [InlineData(null, 365)]
    [InlineData(90, 90)]
    public async Task Says_when_the_key_is_rotated_next(int? asked, int days)
    {
        var key = await GivenKeyAsync();

        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = asked });

        var rotated = await KeyAsync(key.Id);
        Assert.Equal((days, World.Now.AddDays(days)), (rotated.RotationPeriodInDays!.Value, rotated.NextRotationDate!.Value));
    }

    [Fact]
    public async Task Changes_nothing_when_it_is_on_already()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 100 });
        await World.AdvanceAsync(TimeSpan.FromDays(1));
        var before = World.Changes.Count;

        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_rotated_by_time()
    {
        var mac = await GivenKeyAsync(KeySpec.Hmac256);
        var imported = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        var key = await GivenKeyAsync();

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new EnableKeyRotation(), new() { KeyId = mac.Id }));
        Assert.Equal(
            $"{imported.Arn} origin is EXTERNAL which is not valid for this operation.",
            await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(new EnableKeyRotation(), new() { KeyId = imported.Id })));
        await RefusedUnlessEnabledAsync(key, () => World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id }));
    }
}
