using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Rotation;

public sealed class GetKeyRotationStatusTests : KmsTests
{
    [Fact]
    public async Task Tells_whether_and_how_often()
    {
        var key = await GivenKeyAsync();
        var off = await World.CallAsync(new GetKeyRotationStatus(), new() { KeyId = key.Id });
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });

        var on = await World.CallAsync(new GetKeyRotationStatus(), new() { KeyId = key.Id });

        Assert.Equal((false, null, null), (off.KeyRotationEnabled!.Value, off.RotationPeriodInDays, off.NextRotationDate));
        Assert.Equal((true, 90, World.Now.AddDays(90)), (on.KeyRotationEnabled!.Value, on.RotationPeriodInDays!.Value, on.NextRotationDate!.Value));
    }

    [Fact]
    public async Task Says_no_while_the_key_is_going()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id });
        await InStateAsync(key, KeyState.PendingDeletion);

        Assert.False((await World.CallAsync(new GetKeyRotationStatus(), new() { KeyId = key.Id })).KeyRotationEnabled);
    }

    [Theory]
    [InlineData(KeySpec.Hmac256, OriginType.AwsKms)]
    [InlineData(KeySpec.SymmetricDefault, OriginType.EXTERNAL)]
    public async Task Says_no_for_keys_that_are_never_rotated_by_time(string spec, string origin)
    {
        var key = await GivenKeyAsync(spec, origin: origin);

        Assert.False((await World.CallAsync(new GetKeyRotationStatus(), new() { KeyId = key.Id })).KeyRotationEnabled);
    }

    [Fact]
    public async Task Refuses_an_unknown_key()
        => Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new GetKeyRotationStatus(), new() { KeyId = NoKey })));
}
