using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Aliases;

/// <summary>Gives a key another name.</summary>
internal sealed class CreateAlias(KmsQuotas quotas) : IOperation<CreateAliasRequest, CreateAliasResponse>
{
    public ValueTask<Target> TargetAsync(CreateAliasRequest request, Call call, CancellationToken cancellationToken)
        => call.AliasTargetAsync(request.AliasName, cancellationToken, request.TargetKeyId);

    public async ValueTask<CreateAliasResponse> ExecuteAsync(CreateAliasRequest request, Call call, CancellationToken cancellationToken)
    {
        AliasTable.CheckName(request.AliasName);
        var key = await call.AliasTargetKeyAsync(request.TargetKeyId, cancellationToken);
        if (await call.FindAliasAsync(request.AliasName, cancellationToken) is { } existing)
        {
            throw new AlreadyExistsException($"An alias with the name {existing.Arn} already exists");
        }

        call.Transaction.Replace(key, key.Named(request.AliasName, quotas));
        call.Transaction.Insert(new Alias
        {
            Account = call.Account,
            Region = call.Region.Value,
            Partition = call.Partition.Name,
            Name = request.AliasName,
            TargetKeyId = key.Id,
            CreationDate = call.Now,
            LastUpdatedDate = call.Now,
        });
        return new();
    }
}
