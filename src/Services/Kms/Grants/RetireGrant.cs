using Holdfast.Kernel;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Grants;

/// <summary>Ends a grant that its user has no more need of.</summary>
/// <remarks>Those may whom the grant itself lets: the retiring principal, the grantee if the operation is in it, and the account that made it.</remarks>
internal sealed class RetireGrant(KeyRing ring) : IOperation<RetireGrantRequest, RetireGrantResponse>
{
    public async ValueTask<Target> TargetAsync(RetireGrantRequest request, Call call, CancellationToken cancellationToken)
    {
        var grant = await FindAsync(request, call, cancellationToken);
        if (grant is null)
        {
            return request.KeyId is { } keyId ? await call.KeyTargetAsync(keyId, cancellationToken) : Target.Any;
        }

        var context = grant.ContextEquals ?? grant.ContextSubset;
        var target = await call.KeyTargetAsync(
            grant.KeyArn.Value,
            cancellationToken,
            [
                .. context.ConditionKeys(),
                .. context is null
                    ? Array.Empty<ConditionKey>()
                    : [new("kms:GrantConstraintType", grant.ContextEquals is null ? "EncryptionContextSubset" : "EncryptionContextEquals")],
            ]);
        return target with { Grants = GrantTable.DocumentFor(RetirersOf(grant)) };
    }

    public async ValueTask<RetireGrantResponse> ExecuteAsync(RetireGrantRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.GrantToken is null && (request.KeyId is null || request.GrantId is null))
        {
            throw KmsErrors.Validation("Either a grant token, or a key ARN and a grant ID must be specified.");
        }

        if (request.GrantToken is null)
        {
            await call.KeyAsync(request.KeyId!, cancellationToken);
            GrantRules.CheckId(request.GrantId!);
        }

        var grant = await FindAsync(request, call, cancellationToken) ?? throw new NotFoundException(
            request.GrantId is { } id ? $"Grant ID {id} not found" : "The grant of the grant token does not exist");
        KmsErrors.EndDryRun(request.DryRun);
        call.Transaction.Delete(grant);
        return new();
    }

    private async ValueTask<Grant?> FindAsync(RetireGrantRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.GrantToken is { } token)
        {
            return await call.Transaction.FindAsync<Grant>(ring.ReadGrantToken(token), cancellationToken);
        }

        return request.GrantId is { } id && request.KeyId is { } keyId && (await call.FindKeyAsync(keyId, cancellationToken)).Key is { } key
            ? await call.Transaction.FindGrantAsync(key, id, cancellationToken)
            : null;
    }

    private static IEnumerable<string> RetirersOf(Grant grant)
    {
        yield return $"arn:{grant.Partition}:iam::{grant.IssuingAccount.Value}:root";
        if (grant.RetiringPrincipal is { } retiring)
        {
            yield return retiring;
        }

        if (grant.Operations.Contains(GrantOperation.RetireGrant, StringComparer.Ordinal))
        {
            yield return grant.GranteePrincipal;
        }
    }
}
