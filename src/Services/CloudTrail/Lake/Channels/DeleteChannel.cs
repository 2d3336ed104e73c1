using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>Deletes a channel; what came through it stays in its stores.</summary>
internal sealed class DeleteChannel : IOperation<DeleteChannelRequest, DeleteChannelResponse>
{
    public ValueTask<Target> TargetAsync(DeleteChannelRequest request, Call call, CancellationToken cancellationToken)
        => call.ChannelTargetAsync(request.Channel, cancellationToken);

    public async ValueTask<DeleteChannelResponse> ExecuteAsync(DeleteChannelRequest request, Call call, CancellationToken cancellationToken)
    {
        call.Transaction.Delete(await call.ChannelAsync(request.Channel, cancellationToken));
        return new();
    }
}
