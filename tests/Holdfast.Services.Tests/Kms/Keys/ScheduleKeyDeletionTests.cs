using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class ScheduleKeyDeletionTests : KmsTests
{
    [Theory]
    [InlineData(null, 30)]
    [InlineData(7, 7)]
    [InlineData(30, 30)]
    public async Task Says_when_the_key_will_go(int? asked, int days)
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = asked });

        Assert.Equal((key.Arn.Value, World.Now.AddDays(days), "PendingDeletion", days), (response.KeyId, response.DeletionDate!.Value, response.KeyState, response.PendingWindowInDays!.Value));
        Assert.Equal("PendingDeletion", (await KeyAsync(key.Id)).State);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(31)]
    public async Task Refuses_other_waiting_periods(int days)
    {
        var key = await GivenKeyAsync();

        Assert.Equal(
            $"PendingWindowInDays should be between 7 and 30, but it is {days}",
            await RefusedAsync<CommonException>(() => World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = days })));
    }

    [Fact]
    public async Task Refuses_to_do_it_twice()
    {
        var key = await GivenKeyAsync();

        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id }));
    }
}
