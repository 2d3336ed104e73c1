using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Channels;

public sealed class GetChannelTests : ChannelTests
{
    [Fact]
    public async Task Tells_how_the_channel_is_set()
    {
        var store = await GivenActivityStoreAsync();
        var arn = (await CreateAsync(store)).ChannelArn!;

        var response = await World.CallAsync(new GetChannel(), new() { Channel = IdOf(arn) });

        Assert.Equal((arn, Name, StoreArnOf(store)), (response.ChannelArn, response.Name, response.Destinations![0].Location));
        Assert.Null(response.IngestionStatus!.LatestIngestionAttemptTime);
    }

    [Fact]
    public async Task Refuses_what_is_not_there_and_what_names_no_channel()
    {
        await RefusedAsync("ChannelNotFoundException", () => World.CallAsync(new GetChannel(), new() { Channel = "0233062b-51c6-4d18-8dec-a8c90da840d9" }));
        await RefusedAsync("ChannelARNInvalidException", () => World.CallAsync(new GetChannel(), new() { Channel = "nothing" }));
    }
}
