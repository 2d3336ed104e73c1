using Holdfast.Kernel;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Tells everything of a key but its policy, its tags and its material; an AWS managed key that nobody asked for before is made.</summary>
internal sealed class DescribeKey(KeyRing ring) : IOperation<DescribeKeyRequest, DescribeKeyResponse>
{
    public async ValueTask<Target> TargetAsync(DescribeKeyRequest request, Call call, CancellationToken cancellationToken)
        => await call.TargetAsync(
            await call.FindOrMakeKeyAsync(request.KeyId, ring, cancellationToken), new GrantedUse(GrantOperation.DescribeKey), cancellationToken);

    public async ValueTask<DescribeKeyResponse> ExecuteAsync(DescribeKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var key = await call.KeyOrAliasAsync(request.KeyId, cancellationToken);
        var material = key.IsExternal && key.CurrentMaterial > 0 ? await call.Transaction.CurrentMaterialAsync(key, cancellationToken) : null;
        return new() { KeyMetadata = key.ToShape(material) };
    }
}
