using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Channels;

public sealed class ListChannelsTests : ChannelTests
{
    [Fact]
    public async Task Lists_the_channels_page_by_page()
    {
        var store = await GivenActivityStoreAsync();
        var arns = new List<string> { (await CreateAsync(store, "one")).ChannelArn!, (await CreateAsync(store, "two")).ChannelArn! };

        var first = await World.CallAsync(new ListChannels(), new() { MaxResults = 1 });
        var second = await World.CallAsync(new ListChannels(), new() { MaxResults = 1, NextToken = first.NextToken });

        Assert.Equal(arns.Order(StringComparer.Ordinal), first.Channels!.Concat(second.Channels!).Select(static channel => channel.ChannelArn));
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Refuses_a_token_that_no_page_gave()
        => await RefusedAsync("InvalidNextTokenException", () => World.CallAsync(new ListChannels(), new() { NextToken = "token" }));
}
