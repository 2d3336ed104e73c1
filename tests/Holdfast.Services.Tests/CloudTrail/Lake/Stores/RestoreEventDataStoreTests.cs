using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class RestoreEventDataStoreTests : LakeTests
{
    [Fact]
    public async Task The_store_is_there_again_with_its_events_and_takes_in_those_that_come()
    {
        var id = await GivenStoreAsync();
        await RecordAsync("before");
        await World.CallAsync(new DeleteEventDataStore(), new() { EventDataStore = id });
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync("meanwhile");
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        var response = await World.CallAsync(new RestoreEventDataStore(), new() { EventDataStore = id });

        await RecordAsync("after");
        await World.AdvanceAsync(EventDataStore.DeletionWait * 2);
        Assert.Equal(EventDataStoreStatus.ENABLED, response.Status);
        Assert.Equal(["before", "after"], await AskAsync($"SELECT element_at(requestParameters, 'userName') FROM {id} ORDER BY eventTime"));
    }

    [Fact]
    public async Task Refuses_a_store_that_is_not_pending_deletion()
    {
        var id = await GivenStoreAsync();

        await RefusedAsync("InvalidEventDataStoreStatusException", () => World.CallAsync(new RestoreEventDataStore(), new() { EventDataStore = id }));
    }
}
