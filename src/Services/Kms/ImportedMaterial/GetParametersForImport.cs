using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.ImportedMaterial;

/// <summary>Gives the public key under which material is wrapped to be imported, and the token to import it with.</summary>
internal sealed class GetParametersForImport(KeyRing ring) : IOperation<GetParametersForImportRequest, GetParametersForImportResponse>
{
    public ValueTask<Target> TargetAsync(GetParametersForImportRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(
            request.KeyId,
            cancellationToken,
            new("kms:WrappingAlgorithm", request.WrappingAlgorithm),
            new("kms:WrappingKeySpec", request.WrappingKeySpec));

    public async ValueTask<GetParametersForImportResponse> ExecuteAsync(
        GetParametersForImportRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).WithOrigin(external: true).Kept();

        // AWS has ended RSAES_PKCS1_V1_5, and has SM2 in China alone.
        if (!WrappedMaterial.Knows(request.WrappingAlgorithm) || request.WrappingKeySpec == WrappingKeySpec.SM2)
        {
            throw new UnsupportedOperationException(
                $"Wrapping algorithm {request.WrappingAlgorithm} with wrapping key spec {request.WrappingKeySpec} is not supported.");
        }

        using var pair = RSA.Create(KeySpecs.Of(request.WrappingKeySpec).ModulusBits);
        var validTo = call.Now + ImportToken.Lifetime;
        var token = new ImportToken(key.RecordKey, request.WrappingAlgorithm, validTo, Convert.ToBase64String(pair.ExportPkcs8PrivateKey()));
        return new()
        {
            KeyId = key.Arn.Value,
            ImportToken = token.Write(ring),
            PublicKey = pair.ExportSubjectPublicKeyInfo(),
            ParametersValidTo = validTo,
        };
    }
}
