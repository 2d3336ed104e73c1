using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>Tells how a channel is set, and how its last events fared.</summary>
internal sealed class GetChannel : IOperation<GetChannelRequest, GetChannelResponse>
{
    public ValueTask<Target> TargetAsync(GetChannelRequest request, Call call, CancellationToken cancellationToken)
        => call.ChannelTargetAsync(request.Channel, cancellationToken);

    public async ValueTask<GetChannelResponse> ExecuteAsync(GetChannelRequest request, Call call, CancellationToken cancellationToken)
    {
        var channel = await call.ChannelAsync(request.Channel, cancellationToken);
        return new()
        {
            ChannelArn = channel.Arn,
            Name = channel.Name,
            Source = channel.Source,
            Destinations = ChannelTable.DestinationsOf(channel),
            IngestionStatus = new()
            {
                LatestIngestionSuccessTime = channel.SucceededAt,
                LatestIngestionSuccessEventID = channel.SucceededEvent,
                LatestIngestionErrorCode = channel.Error,
                LatestIngestionAttemptTime = channel.AttemptedAt,
                LatestIngestionAttemptEventID = channel.AttemptedEvent,
            },
        };
    }
}
