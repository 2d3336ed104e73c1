using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.Tags;

namespace Holdfast.Services.Kms.MultiRegion;

/// <summary>Makes a replica of a multi-Region primary key in another region: a key with the same id and material, and a policy, tags and aliases of its own.</summary>
/// <remarks>
/// "The CloudTrail log … records a ReplicateKey operation in the primary key's Region and a CreateKey operation in the replica key's Region", and the
/// caller must be allowed both: the second is a further call in the transaction of the first.
/// </remarks>
internal sealed class ReplicateKey(KeyRing ring, KmsQuotas quotas, IPrincipalDirectory principals, IFurtherCalls calls)
    : IOperation<ReplicateKeyRequest, ReplicateKeyResponse>
{
    private static readonly Protocols.Models.OperationModel CreateKeyModel = new KmsService().Model.FindOperation(nameof(CreateKey))!;

    public ValueTask<Target> TargetAsync(ReplicateKeyRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken, new ConditionKey("kms:ReplicaRegion", request.ReplicaRegion));

    public async ValueTask<ReplicateKeyResponse> ExecuteAsync(ReplicateKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var primary = (await call.KeyAsync(request.KeyId, cancellationToken)).MultiRegionPrimary().Usable();
        var region = RegionOf(request, primary);
        var made = await calls.RunAsync(
            new OperationBinding<CreateKeyRequest, CreateKeyResponse>(
                CreateKeyModel, CreateKeyRequest.Read, new CreateKey(ring, quotas, principals) { Primary = primary }),
            new()
            {
                Policy = request.Policy,
                Description = request.Description,
                KeyUsage = primary.Usage,
                KeySpec = primary.Spec,
                Origin = primary.Origin,
                MultiRegion = true,
                Tags = request.Tags,
                BypassPolicyLockoutSafetyCheck = request.BypassPolicyLockoutSafetyCheck,
            },
            call.In(region),
            service: null,
            cancellationToken);
        var replica = await call.In(region).KeyAsync(made.KeyMetadata!.KeyId, cancellationToken);
        return new()
        {
            ReplicaKeyMetadata = made.KeyMetadata,
            ReplicaPolicy = replica.Policy,
            ReplicaTags = replica.Tags is [] ? null : replica.Tags.ToShapes(),
        };
    }

    // "The replica must be in a different AWS Region than its primary key and other replicas of that primary key, but in the same AWS partition."
    private static Region RegionOf(ReplicateKeyRequest request, Key primary)
    {
        if (KnownRegions.Find(request.ReplicaRegion) is not { } region || region.Partition.Name != primary.Partition)
        {
            throw new UnsupportedOperationException($"{primary.Arn} cannot be replicated into the Region {request.ReplicaRegion}.");
        }

        return region.Value == primary.Region || primary.ReplicaRegions.Contains(region.Value, StringComparer.Ordinal)
            ? throw new AlreadyExistsException($"{primary.ArnIn(region.Value)} already exists.")
            : region;
    }
}
