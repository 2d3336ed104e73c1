using Holdfast.Kernel;
using Holdfast.Kernel.Paging;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>Lists the channels of the account in the region.</summary>
internal sealed class ListChannels : IOperation<ListChannelsRequest, ListChannelsResponse>
{
    /// <summary>The most channels of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 1_000;

    public ValueTask<Target> TargetAsync(ListChannelsRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListChannelsResponse> ExecuteAsync(ListChannelsRequest request, Call call, CancellationToken cancellationToken)
    {
        var listing = new Listing("channels", request.NextToken, request.MaxResults ?? PageSizeMax, LakePages.InvalidToken);
        var page = await listing.ReadAsync<Channel>(call.Transaction, Channel.PrefixOf(call.Account, call.Region.Value), cancellationToken);
        return new()
        {
            Channels = [.. page.Items.Select(static channel => new ChannelShape { ChannelArn = channel.Arn, Name = channel.Name })],
            NextToken = page.Marker,
        };
    }
}
