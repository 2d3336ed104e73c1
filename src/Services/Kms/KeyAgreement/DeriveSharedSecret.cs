using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.KeyAgreement;

/// <summary>Agrees with the owner of another pair on a secret that nobody else can derive (ECDH); it is raw, to be put through a derivation function.</summary>
internal sealed class DeriveSharedSecret(KeyRing ring) : IOperation<DeriveSharedSecretRequest, DeriveSharedSecretResponse>
{
    public async ValueTask<Target> TargetAsync(DeriveSharedSecretRequest request, Call call, CancellationToken cancellationToken)
        => await call.TargetAsync(
            await call.FindKeyOrAliasAsync(request.KeyId, cancellationToken),
            new GrantedUse(GrantOperation.DeriveSharedSecret),
            cancellationToken,
            new ConditionKey("kms:KeyAgreementAlgorithm", request.KeyAgreementAlgorithm));

    public async ValueTask<DeriveSharedSecretResponse> ExecuteAsync(DeriveSharedSecretRequest request, Call call, CancellationToken cancellationToken)
    {
        KmsErrors.RefuseRecipient(request.Recipient);
        ring.CheckGrantTokens(request.GrantTokens);
        var key = (await call.KeyOrAliasAsync(request.KeyId, cancellationToken)).Usable().For(KeyUsageType.KeyAgreement, nameof(DeriveSharedSecret));
        var material = await call.Transaction.CurrentMaterialAsync(key, cancellationToken);
        var secret = Agree(key, ring.Open(material), request.PublicKey.Span);
        KmsErrors.EndDryRun(request.DryRun);
        await call.NoteUseAsync(key, KeyLastUsageTrackingOperation.DeriveSharedSecret, cancellationToken);
        return new()
        {
            KeyId = key.Arn.Value,
            SharedSecret = secret,
            KeyAgreementAlgorithm = request.KeyAgreementAlgorithm,
            KeyOrigin = key.Origin,
        };
    }

    private static byte[] Agree(Key key, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        using var own = ECDiffieHellman.Create();
        own.ImportPkcs8PrivateKey(privateKey, out _);
        using var other = ECDiffieHellman.Create();
        try
        {
            other.ImportSubjectPublicKeyInfo(publicKey, out _);
            if (other.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == KeySpecs.Of(key.Spec).Curve)
            {
                return own.DeriveRawSecretAgreement(other.PublicKey);
            }
        }
        catch (CryptographicException)
        {
            // What is no key at all is refused as one on another curve is.
        }

        throw KmsErrors.Validation($"The public key is not a valid public key for key spec {key.Spec}.");
    }
}
