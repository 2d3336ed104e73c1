using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Channels;

public sealed class DeleteChannelTests : ChannelTests
{
    [Fact]
    public async Task The_channel_is_gone()
    {
        var arn = (await CreateAsync(await GivenActivityStoreAsync())).ChannelArn!;

        await World.CallAsync(new DeleteChannel(), new() { Channel = arn });

        Assert.Empty(await World.ListAsync<Channel>(string.Empty));
        await RefusedAsync("ChannelNotFoundException", () => World.CallAsync(new DeleteChannel(), new() { Channel = arn }));
    }
}
