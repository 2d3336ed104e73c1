using Holdfast.Kernel;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Aliases;

/// <summary>Takes a name from a key.</summary>
internal sealed class DeleteAlias : IOperation<DeleteAliasRequest, DeleteAliasResponse>
{
    public async ValueTask<Target> TargetAsync(DeleteAliasRequest request, Call call, CancellationToken cancellationToken)
        => await call.FindAliasAsync(request.AliasName, cancellationToken) is { TargetKeyId: { } current }
            ? await call.AliasTargetAsync(request.AliasName, cancellationToken, current)
            : await call.AliasTargetAsync(request.AliasName, cancellationToken);

    public async ValueTask<DeleteAliasResponse> ExecuteAsync(DeleteAliasRequest request, Call call, CancellationToken cancellationToken)
    {
        AliasTable.CheckName(request.AliasName);
        var alias = await call.AliasAsync(request.AliasName, cancellationToken);
        var key = await call.KeyAsync(alias.TargetKeyId!, cancellationToken);
        call.Transaction.Replace(key, key.Unnamed(alias.Name));
        call.Transaction.Delete(alias);
        return new();
    }
}
