using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Signing;

/// <summary>Signs a message of up to 4,096 bytes, or the digest of one of any length.</summary>
internal sealed class Sign(KeyRing ring) : IOperation<SignRequest, SignResponse>
{
    public ValueTask<Target> TargetAsync(SignRequest request, Call call, CancellationToken cancellationToken)
        => call.SigningTargetAsync(request.KeyId, GrantOperation.Sign, request.SigningAlgorithm, request.MessageType, cancellationToken);

    public async ValueTask<SignResponse> ExecuteAsync(SignRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var (key, material) = await call.SignerAsync(request.KeyId, nameof(Sign), request.SigningAlgorithm, cancellationToken);
        var digest = Signatures.DigestOf(request.Message.Span, request.MessageType, request.SigningAlgorithm);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.Sign, cancellationToken);
        return new()
        {
            KeyId = key.Arn.Value,
            Signature = Signatures.Sign(key, ring.Open(material), digest, request.SigningAlgorithm),
            SigningAlgorithm = request.SigningAlgorithm,
        };
    }
}
