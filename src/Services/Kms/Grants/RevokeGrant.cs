using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Grants;

/// <summary>Takes a grant away from its grantee.</summary>
internal sealed class RevokeGrant : IOperation<RevokeGrantRequest, RevokeGrantResponse>
{
    public ValueTask<Target> TargetAsync(RevokeGrantRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetAsync(request.KeyId, cancellationToken, call.ForAwsResource());

    public async ValueTask<RevokeGrantResponse> ExecuteAsync(RevokeGrantRequest request, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(request.KeyId, cancellationToken);
        GrantRules.CheckId(request.GrantId);
        var grant = await call.Transaction.FindGrantAsync(key, request.GrantId, cancellationToken)
            ?? throw new NotFoundException($"Grant ID {request.GrantId} not found");
        KmsErrors.EndDryRun(request.DryRun);
        call.Transaction.Delete(grant);
        return new();
    }
}
