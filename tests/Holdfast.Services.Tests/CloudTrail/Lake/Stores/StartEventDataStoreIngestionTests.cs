using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class StartEventDataStoreIngestionTests : LakeTests
{
    [Fact]
    public async Task Takes_in_what_comes_from_then_on_and_not_what_came_meanwhile()
    {
        var id = await GivenStoreAsync();
        await RecordAsync("before");
        await World.CallAsync(new StopEventDataStoreIngestion(), new() { EventDataStore = id });
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync("meanwhile");
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        await World.CallAsync(new StartEventDataStoreIngestion(), new() { EventDataStore = id });

        await RecordAsync("after");
        Assert.Equal(["before", "after"], await AskAsync($"SELECT element_at(requestParameters, 'userName') FROM {id} ORDER BY eventTime"));
    }

    [Fact]
    public async Task Refuses_a_store_that_takes_in_events_already()
    {
        var id = await GivenStoreAsync();

        await RefusedAsync("InvalidEventDataStoreStatusException", () => World.CallAsync(new StartEventDataStoreIngestion(), new() { EventDataStore = id }));
    }
}
