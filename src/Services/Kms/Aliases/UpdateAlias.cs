using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Aliases;

/// <summary>Points an alias to another key of the same kind.</summary>
internal sealed class UpdateAlias(KmsQuotas quotas) : IOperation<UpdateAliasRequest, UpdateAliasResponse>
{
    public async ValueTask<Target> TargetAsync(UpdateAliasRequest request, Call call, CancellationToken cancellationToken)
        => await call.FindAliasAsync(request.AliasName, cancellationToken) is { TargetKeyId: { } current }
            ? await call.AliasTargetAsync(request.AliasName, cancellationToken, current, request.TargetKeyId)
            : await call.AliasTargetAsync(request.AliasName, cancellationToken, request.TargetKeyId);

    public async ValueTask<UpdateAliasResponse> ExecuteAsync(UpdateAliasRequest request, Call call, CancellationToken cancellationToken)
    {
        AliasTable.CheckName(request.AliasName);
        var alias = await call.AliasAsync(request.AliasName, cancellationToken);
        var next = await call.AliasTargetKeyAsync(request.TargetKeyId, cancellationToken);
        var current = await call.KeyAsync(alias.TargetKeyId!, cancellationToken);
        if (next.Id != current.Id)
        {
            CheckSameKind(current, next);
            call.Transaction.Replace(current, current.Unnamed(alias.Name));
            call.Transaction.Replace(next, next.Named(alias.Name, quotas));
        }

        call.Transaction.Replace(alias, alias with { TargetKeyId = next.Id, LastUpdatedDate = call.Now });
        return new();
    }

    // "The current and new KMS key must be the same type …, and they must have the same key usage" (UpdateAlias, API Reference).
    private static void CheckSameKind(Key current, Key next)
    {
        if (current.Usage != next.Usage || KeySpecs.Of(current.Spec).IsAsymmetric != KeySpecs.Of(next.Spec).IsAsymmetric)
        {
            throw KmsErrors.Validation("The current and new KMS key must be the same type and must have the same key usage.");
        }
    }
}
