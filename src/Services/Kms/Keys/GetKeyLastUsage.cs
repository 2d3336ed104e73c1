using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Tells when a key was last used for cryptography, to a quarter of an hour, and by which operation.</summary>
internal sealed class GetKeyLastUsage : IOperation<GetKeyLastUsageRequest, GetKeyLastUsageResponse>
{
    public ValueTask<Target> TargetAsync(GetKeyLastUsageRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken);

    public async ValueTask<GetKeyLastUsageResponse> ExecuteAsync(GetKeyLastUsageRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        var use = await call.Transaction.FindAsync<KeyUse>(key.RecordKey, cancellationToken);
        return new()
        {
            KeyId = key.Id,
            KeyLastUsage = use is null ? null : new() { Operation = use.Operation, Timestamp = use.At, KmsRequestId = use.RequestId },
            TrackingStartDate = key.CreationDate,
            KeyCreationDate = key.CreationDate,
        };
    }
}
