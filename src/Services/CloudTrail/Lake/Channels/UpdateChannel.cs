using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>Changes the name or the destinations of a channel.</summary>
internal sealed class UpdateChannel : IOperation<UpdateChannelRequest, UpdateChannelResponse>
{
    public ValueTask<Target> TargetAsync(UpdateChannelRequest request, Call call, CancellationToken cancellationToken)
        => call.ChannelTargetAsync(request.Channel, cancellationToken);

    public async ValueTask<UpdateChannelResponse> ExecuteAsync(UpdateChannelRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.ChannelAsync(request.Channel, cancellationToken);
        if (request.Name is { } name && name != before.Name)
        {
            ChannelTable.CheckName(await call.ChannelsAsync(cancellationToken), name);
        }

        var after = before with
        {
            Name = request.Name ?? before.Name,
            Stores = request.Destinations is { } destinations ? await call.StoresOfAsync(destinations, cancellationToken) : before.Stores,
        };
        call.Transaction.Replace(before, after);
        return new() { ChannelArn = after.Arn, Name = after.Name, Source = after.Source, Destinations = ChannelTable.DestinationsOf(after) };
    }
}
