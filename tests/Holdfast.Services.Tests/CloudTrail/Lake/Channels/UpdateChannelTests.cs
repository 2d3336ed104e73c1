using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Channels;

public sealed class UpdateChannelTests : ChannelTests
{
    [Fact]
    public async Task Changes_the_name_and_the_destinations()
    {
        var first = await GivenActivityStoreAsync();
        var second = await GivenActivityStoreAsync("second");
        var arn = (await CreateAsync(first)).ChannelArn!;

        var response = await World.CallAsync(new UpdateChannel(), new() { Channel = arn, Name = "renamed", Destinations = DestinationsOf(second) });

        Assert.Equal(("renamed", StoreArnOf(second)), (response.Name, response.Destinations![0].Location));
        Assert.Equal([second], (await World.FindAsync<Channel>(Channel.KeyOf(World.Account, World.Region.Value, IdOf(arn))))!.Stores);
    }

    [Fact]
    public async Task Refuses_the_name_of_another_and_a_channel_that_is_not_there()
    {
        var store = await GivenActivityStoreAsync();
        var arn = (await CreateAsync(store)).ChannelArn!;
        await CreateAsync(store, "other");

        await RefusedAsync("ChannelAlreadyExistsException", () => World.CallAsync(new UpdateChannel(), new() { Channel = arn, Name = "other" }));
        await RefusedAsync("ChannelNotFoundException", () => World.CallAsync(new UpdateChannel(), new() { Channel = "0233062b-51c6-4d18-8dec-a8c90da840d9" }));
    }
}
