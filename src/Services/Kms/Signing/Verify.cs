using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Signing;

/// <summary>Verifies a signature; one that is not good is an error, so that nobody overlooks it.</summary>
internal sealed class Verify(KeyRing ring) : IOperation<VerifyRequest, VerifyResponse>
{
    public ValueTask<Target> TargetAsync(VerifyRequest request, Call call, CancellationToken cancellationToken)
        => call.SigningTargetAsync(request.KeyId, GrantOperation.Verify, request.SigningAlgorithm, request.MessageType, cancellationToken);

    public async ValueTask<VerifyResponse> ExecuteAsync(VerifyRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var (key, material) = await call.SignerAsync(request.KeyId, nameof(Verify), request.SigningAlgorithm, cancellationToken);
        var digest = Signatures.DigestOf(request.Message.Span, request.MessageType, request.SigningAlgorithm);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.Verify, cancellationToken);
        return Signatures.Verify(key, Convert.FromBase64String(material.PublicKey!), digest, request.Signature.Span, request.SigningAlgorithm)
            ? new() { KeyId = key.Arn.Value, SignatureValid = true, SigningAlgorithm = request.SigningAlgorithm }
            : throw new KMSInvalidSignatureException("");
    }
}
