using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.ImportedMaterial;

/// <summary>Deletes imported material at once; the key cannot be used until the same is imported again.</summary>
internal sealed class DeleteImportedKeyMaterial : IOperation<DeleteImportedKeyMaterialRequest, DeleteImportedKeyMaterialResponse>
{
    public ValueTask<Target> TargetAsync(DeleteImportedKeyMaterialRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<DeleteImportedKeyMaterialResponse> ExecuteAsync(
        DeleteImportedKeyMaterialRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).WithOrigin(external: true);
        var materials = await call.Transaction.MaterialsAsync(key, cancellationToken);
        var material = materials.FirstOrDefault(candidate
            => request.KeyMaterialId is { } id ? candidate.Id == id : candidate.Number == key.CurrentMaterial);
        if (material is null && request.KeyMaterialId is { } unknown)
        {
            throw new NotFoundException($"Key material '{unknown}' does not exist");
        }

        if (material?.Sealed is not null)
        {
            await call.Transaction.DropAsync(key, material, cancellationToken);
        }

        return new() { KeyId = key.Arn.Value, KeyMaterialId = material?.Id };
    }
}
