using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class StopEventDataStoreIngestionTests : LakeTests
{
    [Fact]
    public async Task What_comes_after_the_stop_is_not_taken_in_and_what_came_before_is()
    {
        var id = await GivenStoreAsync();
        await RecordAsync("before");

        await StopAsync(id);

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync("after");
        Assert.Equal(EventDataStoreStatus.StoppedIngestion, (await StoreOfAsync(id)).Status);
        Assert.Equal(["before"], await AskAsync($"SELECT element_at(requestParameters, 'userName') FROM {id}"));
    }

    [Fact]
    public async Task Refuses_a_store_that_is_stopped_and_one_of_events_from_outside()
    {
        var id = await GivenStoreAsync();
        await StopAsync(id);
        var outside = await GivenActivityStoreAsync("outside");

        await RefusedAsync("InvalidEventDataStoreStatusException", () => StopAsync(id));
        await RefusedAsync("InvalidEventDataStoreCategoryException", () => StopAsync(outside));
    }

    private Task StopAsync(string id) => World.CallAsync(new StopEventDataStoreIngestion(), new() { EventDataStore = id });
}
