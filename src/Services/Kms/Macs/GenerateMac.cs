using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Macs;

/// <summary>Makes the authentication code of a message.</summary>
internal sealed class GenerateMac(KeyRing ring) : IOperation<GenerateMacRequest, GenerateMacResponse>
{
    public ValueTask<Target> TargetAsync(GenerateMacRequest request, Call call, CancellationToken cancellationToken)
        => call.MacTargetAsync(request.KeyId, GrantOperation.GenerateMac, request.MacAlgorithm, cancellationToken);

    public async ValueTask<GenerateMacResponse> ExecuteAsync(GenerateMacRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var (key, material) = await call.AuthenticatorAsync(request.KeyId, nameof(GenerateMac), request.MacAlgorithm, cancellationToken);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.GenerateMac, cancellationToken);
        return new()
        {
            Mac = MacMaker.Of(ring.Open(material), request.Message.Span, request.MacAlgorithm),
            MacAlgorithm = request.MacAlgorithm,
            KeyId = key.Arn.Value,
        };
    }
}
