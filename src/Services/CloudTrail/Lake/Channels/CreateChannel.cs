using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.CloudTrail.Tags;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>Creates a channel, through which events from outside come into event data stores.</summary>
internal sealed class CreateChannel : IOperation<CreateChannelRequest, CreateChannelResponse>
{
    private const string Custom = "Custom";

    public async ValueTask<Target> TargetAsync(CreateChannelRequest request, Call call, CancellationToken cancellationToken)
    {
        List<ConditionKey> keys = [.. TrailTags.RequestKeys(request.Tags)];
        var stores = new List<Target>();
        foreach (var destination in request.Destinations)
        {
            stores.Add(await call.StoreTargetAsync(destination.Location, cancellationToken, keys));
        }

        return new(new Arn(Channel.ArnOf(call.Region, call.Account, "*"))) { Context = keys, Also = stores };
    }

    public async ValueTask<CreateChannelResponse> ExecuteAsync(CreateChannelRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.Source != Custom)
        {
            throw new InvalidSourceException($"The source {request.Source} is not valid. Here, the only source is {Custom}.");
        }

        var others = await call.ChannelsAsync(cancellationToken);
        ChannelTable.CheckName(others, request.Name);
        if (others.Count >= Channel.QuotaPerRegion)
        {
            throw new ChannelMaxLimitExceededException($"Your account has used the maximum number of channels: {Channel.QuotaPerRegion}.");
        }

        var channel = new Channel
        {
            Account = call.Account,
            Region = call.Region.Value,
            Id = call.Ids.NewGuid().ToString(),
            Name = request.Name,
            Source = request.Source,
            Stores = await call.StoresOfAsync(request.Destinations, cancellationToken),
            Tags = TrailTags.Put([], request.Tags ?? []),
        };
        call.Transaction.Insert(channel);
        return new()
        {
            ChannelArn = channel.Arn,
            Name = channel.Name,
            Source = channel.Source,
            Destinations = ChannelTable.DestinationsOf(channel),
            Tags = request.Tags,
        };
    }
}
