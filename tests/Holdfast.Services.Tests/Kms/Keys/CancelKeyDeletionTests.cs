using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class CancelKeyDeletionTests : KmsTests
{
    [Fact]
    public async Task Keeps_the_key_disabled_beyond_the_day_on_which_it_would_have_gone()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = 7 });

        var response = await World.CallAsync(new CancelKeyDeletion(), new() { KeyId = key.Id });
        await World.AdvanceAsync(TimeSpan.FromDays(31));

        Assert.Equal(key.Arn.Value, response.KeyId);
        var kept = await KeyAsync(key.Id);
        Assert.Equal(("Disabled", null), (kept.State, kept.DeletionDate));
    }

    [Fact]
    public async Task Lets_a_key_without_material_wait_for_it()
    {
        var key = await GivenKeyAsync(origin: OriginType.EXTERNAL);
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id });

        await World.CallAsync(new CancelKeyDeletion(), new() { KeyId = key.Id });

        Assert.Equal("PendingImport", (await KeyAsync(key.Id)).State);
    }

    [Fact]
    public async Task Refuses_a_key_that_is_not_going()
    {
        var key = await GivenKeyAsync();

        Assert.Equal(
            $"{key.Arn} is not pending deletion.",
            await RefusedAsync<KMSInvalidStateException>(() => World.CallAsync(new CancelKeyDeletion(), new() { KeyId = key.Id })));
    }
}
