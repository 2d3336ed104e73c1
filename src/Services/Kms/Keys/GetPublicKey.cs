using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Gives the public half of a key pair, with which others encrypt, verify and agree without asking.</summary>
internal sealed class GetPublicKey(KeyRing ring) : IOperation<GetPublicKeyRequest, GetPublicKeyResponse>
{
    public async ValueTask<Target> TargetAsync(GetPublicKeyRequest request, Call call, CancellationToken cancellationToken)
        => await call.TargetAsync(
            await call.FindKeyOrAliasAsync(request.KeyId, cancellationToken), new GrantedUse(GrantOperation.GetPublicKey), cancellationToken);

    public async ValueTask<GetPublicKeyResponse> ExecuteAsync(GetPublicKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var key = (await call.KeyOrAliasAsync(request.KeyId, cancellationToken)).Usable();
        if (!KeySpecs.Of(key.Spec).IsAsymmetric)
        {
            throw new UnsupportedOperationException($"{key.Arn} key spec is {key.Spec} which is not valid for GetPublicKey.");
        }

        var material = await call.Transaction.CurrentMaterialAsync(key, cancellationToken);
        var shape = key.ToShape(material: null);
        return new()
        {
            KeyId = key.Arn.Value,
            PublicKey = Convert.FromBase64String(material.PublicKey!),
            CustomerMasterKeySpec = key.Spec,
            KeySpec = key.Spec,
            KeyUsage = key.Usage,
            EncryptionAlgorithms = shape.EncryptionAlgorithms,
            SigningAlgorithms = shape.SigningAlgorithms,
            KeyAgreementAlgorithms = shape.KeyAgreementAlgorithms,
        };
    }
}
