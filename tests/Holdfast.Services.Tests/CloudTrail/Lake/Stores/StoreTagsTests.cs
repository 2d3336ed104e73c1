using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Tags;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class StoreTagsTests : LakeTests
{
    [Fact]
    public async Task Event_data_stores_and_channels_are_tagged_as_trails_are()
    {
        var store = await GivenActivityStoreAsync();
        var channel = (await World.CallAsync(
            new CreateChannel(), new() { Name = "apps", Source = "Custom", Destinations = [new() { Type = "EVENT_DATA_STORE", Location = StoreArnOf(store) }] })).ChannelArn!;
        foreach (var arn in new[] { StoreArnOf(store), channel })
        {
            await World.CallAsync(new AddTags(), new() { ResourceId = arn, TagsList = [new() { Key = "a", Value = "1" }, new() { Key = "b" }] });
            await World.CallAsync(new RemoveTags(), new() { ResourceId = arn, TagsList = [new() { Key = "b" }] });
        }

        var listed = await World.CallAsync(new ListTags(), new() { ResourceIdList = [StoreArnOf(store), channel] });

        Assert.Equal([("a", "1"), ("a", "1")], listed.ResourceTagList!.SelectMany(static resource => resource.TagsList!).Select(static tag => (tag.Key, tag.Value)));
    }

    [Fact]
    public async Task Refuses_a_store_and_a_channel_that_are_not_there()
    {
        const string Id = "0233062b-51c6-4d18-8dec-a8c90da840d9";

        await RefusedAsync("EventDataStoreNotFoundException", () => World.CallAsync(new ListTags(), new() { ResourceIdList = [StoreArnOf(Id)] }));
        await RefusedAsync("ChannelNotFoundException", () => World.CallAsync(
            new AddTags(), new() { ResourceId = $"arn:aws:cloudtrail:us-east-1:111122223333:channel/{Id}", TagsList = [new() { Key = "a" }] }));
    }
}
