using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Macs;

/// <summary>Verifies an authentication code; one that is not good is an error, so that nobody overlooks it.</summary>
internal sealed class VerifyMac(KeyRing ring) : IOperation<VerifyMacRequest, VerifyMacResponse>
{
    public ValueTask<Target> TargetAsync(VerifyMacRequest request, Call call, CancellationToken cancellationToken)
        => call.MacTargetAsync(request.KeyId, GrantOperation.VerifyMac, request.MacAlgorithm, cancellationToken);

    public async ValueTask<VerifyMacResponse> ExecuteAsync(VerifyMacRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var (key, material) = await call.AuthenticatorAsync(request.KeyId, nameof(VerifyMac), request.MacAlgorithm, cancellationToken);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.VerifyMac, cancellationToken);
        var expected = MacMaker.Of(ring.Open(material), request.Message.Span, request.MacAlgorithm);
        return CryptographicOperations.FixedTimeEquals(expected, request.Mac.Span)
            ? new() { KeyId = key.Arn.Value, MacValid = true, MacAlgorithm = request.MacAlgorithm }
            : throw new KMSInvalidMacException("");
    }
}
