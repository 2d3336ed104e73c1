using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class DeleteEventDataStoreTests : LakeTests
{
    [Fact]
    public async Task The_store_waits_for_seven_days_and_is_gone_then_with_its_events()
    {
        var id = await GivenStoreAsync();
        await GiveAsync(id, EventOf(1));
        var file = Assert.Single(await FilesOfAsync(id));

        await DeleteAsync(id);

        Assert.Equal(EventDataStoreStatus.PendingDeletion, (await StoreOfAsync(id)).Status);
        await World.AdvanceAsync(EventDataStore.DeletionWait - TimeSpan.FromSeconds(1));
        Assert.NotNull(await StoreOfAsync(id));
        await World.AdvanceAsync(TimeSpan.FromSeconds(1) + LakeFiles.Grace);
        Assert.Null(await StoreOfAsync(id));
        Assert.Empty(await World.ListAsync<EventFile>(string.Empty));
        Assert.Null(await World.Store.Blobs.OpenAsync(file.Name, CancellationToken.None));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Refuses_a_store_that_is_protected()
    {
        var id = await GivenStoreAsync(request => request with { TerminationProtectionEnabled = true });

        await RefusedAsync("EventDataStoreTerminationProtectedException", () => DeleteAsync(id));
    }

    [Fact]
    public async Task Refuses_a_store_that_a_channel_delivers_into()
    {
        var id = await GivenActivityStoreAsync();
        await World.CallAsync(new CreateChannel(), new() { Name = "apps", Source = "Custom", Destinations = [new() { Type = DestinationType.EventDataStore, Location = StoreArnOf(id) }] });

        await RefusedAsync("ChannelExistsForEDSException", () => DeleteAsync(id));
    }

    [Fact]
    public async Task Refuses_a_store_that_is_pending_deletion_already()
    {
        var id = await GivenStoreAsync();
        await DeleteAsync(id);

        await RefusedAsync("InactiveEventDataStoreException", () => DeleteAsync(id));
    }

    private Task DeleteAsync(string id) => World.CallAsync(new DeleteEventDataStore(), new() { EventDataStore = id });
}
