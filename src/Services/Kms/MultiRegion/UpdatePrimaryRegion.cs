using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.MultiRegion;

/// <summary>Makes the replica in another region the primary key, and the primary key a replica.</summary>
/// <remarks>The caller must be allowed to on both keys, and both regions record the call: that of the replica is a further call in the transaction of the first.</remarks>
internal sealed class UpdatePrimaryRegion(IFurtherCalls calls) : IOperation<UpdatePrimaryRegionRequest, UpdatePrimaryRegionResponse>
{
    private static readonly Protocols.Models.OperationModel Model = new KmsService().Model.FindOperation(nameof(UpdatePrimaryRegion))!;

    /// <summary>Whether this is the further call, which is about the replica.</summary>
    public bool IsOfReplica { get; init; }

    public ValueTask<Target> TargetAsync(UpdatePrimaryRegionRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken, new ConditionKey("kms:PrimaryRegion", request.PrimaryRegion));

    public async ValueTask<UpdatePrimaryRegionResponse> ExecuteAsync(UpdatePrimaryRegionRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        if (IsOfReplica)
        {
            // "Both the primary key and the replica key must be in the Enabled key state when the operation starts."
            key.Usable();
            return new();
        }

        var primary = key.MultiRegionPrimary().Usable();
        if (!primary.ReplicaRegions.Contains(request.PrimaryRegion, StringComparer.Ordinal))
        {
            throw request.PrimaryRegion == primary.Region
                ? new UnsupportedOperationException($"{primary.Arn} is already the primary key.")
                : new NotFoundException($"Key '{primary.ArnIn(request.PrimaryRegion)}' does not exist");
        }

        await calls.RunAsync(
            new OperationBinding<UpdatePrimaryRegionRequest, UpdatePrimaryRegionResponse>(
                Model, UpdatePrimaryRegionRequest.Read, new UpdatePrimaryRegion(calls) { IsOfReplica = true }),
            new() { KeyId = primary.Id, PrimaryRegion = request.PrimaryRegion },
            call.In(new Region(request.PrimaryRegion)),
            service: null,
            cancellationToken);
        await MoveAsync(primary, request.PrimaryRegion, call, cancellationToken);
        return new();
    }

    private static async ValueTask MoveAsync(Key primary, string region, Call call, CancellationToken cancellationToken)
    {
        var moved = primary with
        {
            PrimaryRegion = region,
            ReplicaRegions = [.. primary.ReplicaRegions.Where(other => other != region).Append(primary.Region).Order(StringComparer.Ordinal)],
        };
        await call.Transaction.ReplaceWithReplicasAsync(primary, moved, cancellationToken);

        // The primary key alone rotates at fixed times, and the others follow it.
        if (primary.NextRotationDate is not null)
        {
            call.Transaction.Disarm(RotateDueKey.TimerKind, primary.RecordKey);
            call.Transaction.Arm(RotateDueKey.TimerOf(moved with { Region = region }));
        }
    }
}
