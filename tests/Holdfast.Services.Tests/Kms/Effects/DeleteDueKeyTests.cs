using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Effects;

public sealed class DeleteDueKeyTests : KmsTests
{
    [Fact]
    public async Task Leaves_nothing_of_a_key_on_its_day_and_not_before()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = key.Id });
        await World.CallAsync(new CreateGrant(Ring, Quotas), new() { KeyId = key.Id, GranteePrincipal = Alice.Arn, Operations = [GrantOperation.Encrypt] });
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id });
        await EncryptedAsync(key, "x");
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = 7 });

        await World.AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal("PendingDeletion", (await KeyAsync(key.Id)).State);
        await World.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Empty(await World.ListAsync<Key>(""));
        Assert.Empty(await World.ListAsync<KeyMaterial>(""));
        Assert.Empty(await World.ListAsync<Alias>(""));
        Assert.Empty(await World.ListAsync<Grant>(""));
        Assert.Empty(await World.ListAsync<KeyUse>(""));
        Assert.Empty(await World.ParkedAsync());
    }
}
