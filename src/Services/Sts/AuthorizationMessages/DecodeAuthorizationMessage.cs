using System.Text;
using Holdfast.Kernel;

namespace Holdfast.Services.Sts.AuthorizationMessages;

/// <summary>Opens the message in which a service encoded why it refused a call.</summary>
internal sealed class DecodeAuthorizationMessage(ISecretSealer sealer)
    : IOperation<DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse>
{
    public ValueTask<Target> TargetAsync(DecodeAuthorizationMessageRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public ValueTask<DecodeAuthorizationMessageResponse> ExecuteAsync(
        DecodeAuthorizationMessageRequest request, Call call, CancellationToken cancellationToken)
        => new(new DecodeAuthorizationMessageResponse
        {
            DecodedMessage = AuthorizationMessage.Decode(sealer, request.EncodedMessage) is { } json
                ? Encoding.UTF8.GetString(json)
                : throw new InvalidAuthorizationMessageException("Message is not valid"),
        });
}
