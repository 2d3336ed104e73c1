using Holdfast.Kernel;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Grants;

/// <summary>Lets somebody use a key in some ways; the same request under the same name finds the grant that it made.</summary>
internal sealed class CreateGrant(KeyRing ring, KmsQuotas quotas) : IOperation<CreateGrantRequest, CreateGrantResponse>
{
    private const int IdBytes = 32;

    public async ValueTask<Target> TargetAsync(CreateGrantRequest request, Call call, CancellationToken cancellationToken)
    {
        var found = await call.FindKeyAsync(request.KeyId, cancellationToken);
        var constraints = request.Constraints;
        var target = call.TargetOf(
            found,
            [
                new("kms:GrantOperations", request.Operations, IsMultivalued: true),
                new("kms:GranteePrincipal", request.GranteePrincipal),
                call.ForAwsResource(),
                .. request.RetiringPrincipal is { } retiring ? [new ConditionKey("kms:RetiringPrincipal", retiring)] : Array.Empty<ConditionKey>(),
                .. ConstraintTypeOf(constraints) is { } type ? [new ConditionKey("kms:GrantConstraintType", type)] : Array.Empty<ConditionKey>(),
                .. (constraints?.EncryptionContextEquals ?? constraints?.EncryptionContextSubset).ConditionKeys(),
            ]);
        return found.Key is { HasGrants: true } key && await call.FindGrantAsync(key, grant => grant.Covers(request), cancellationToken) is { } own
            ? target with { Grants = GrantTable.DocumentFor([own.GranteePrincipal]) }
            : target;
    }

    public async ValueTask<CreateGrantResponse> ExecuteAsync(CreateGrantRequest request, Call call, CancellationToken cancellationToken)
    {
        ring.CheckGrantTokens(request.GrantTokens);
        var key = (await call.KeyAsync(request.KeyId, cancellationToken)).Usable();
        GrantRules.CheckPrincipal(request.GranteePrincipal);
        if (request.RetiringPrincipal is { } retiring)
        {
            GrantRules.CheckPrincipal(retiring);
        }

        GrantRules.CheckOperations(key, request.Operations);
        GrantRules.CheckConstraints(request.Constraints);
        if (await FindSameAsync(request, key, call, cancellationToken) is { } same)
        {
            return Response(same);
        }

        if (!await call.Transaction.HasRoomAsync<Grant>(Grant.PrefixOf(key.RecordKey), quotas.GrantsPerKey, cancellationToken))
        {
            throw new LimitExceededException($"The key {key.Arn} has reached its quota of {quotas.GrantsPerKey} grants.");
        }

        KmsErrors.EndDryRun(request.DryRun);
        var grant = Make(request, key, call);
        call.Transaction.Insert(grant);
        if (!key.HasGrants)
        {
            call.Transaction.Replace(key, key with { HasGrants = true });
        }

        return Response(grant);
    }

    private CreateGrantResponse Response(Grant grant) => new() { GrantId = grant.Id, GrantToken = ring.NewGrantToken(grant) };

    private static Grant Make(CreateGrantRequest request, Key key, Call call)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        call.Ids.Fill(id);
        return new()
        {
            Account = key.Account,
            Region = key.Region,
            Partition = key.Partition,
            KeyId = key.Id,
            Id = Convert.ToHexStringLower(id),
            Name = request.Name,
            GranteePrincipal = request.GranteePrincipal,
            RetiringPrincipal = request.RetiringPrincipal,
            IssuingAccount = call.Account,
            Operations = [.. request.Operations.Distinct(StringComparer.Ordinal)],
            ContextEquals = request.Constraints?.EncryptionContextEquals,
            ContextSubset = request.Constraints?.EncryptionContextSubset,
            CreationDate = call.Now,
        };
    }

    private static async ValueTask<Grant?> FindSameAsync(CreateGrantRequest request, Key key, Call call, CancellationToken cancellationToken)
    {
        if (request.Name is null || !key.HasGrants)
        {
            return null;
        }

        var candidates = await call.Transaction.ListByIndexAsync(
            Grant.ByGrantee, Grant.GranteeOf(key.RecordKey, request.GranteePrincipal), after: null, GrantTable.LookedAtMax, cancellationToken);
        return candidates.FirstOrDefault(grant => grant.Name == request.Name
            && grant.RetiringPrincipal == request.RetiringPrincipal
            && grant.Operations.ToHashSet(StringComparer.Ordinal).SetEquals(request.Operations)
            && AreSame(grant.ContextEquals, request.Constraints?.EncryptionContextEquals)
            && AreSame(grant.ContextSubset, request.Constraints?.EncryptionContextSubset));
    }

    private static bool AreSame(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other)
        => one is null ? other is null : other is not null && other.Is(one);

    private static string? ConstraintTypeOf(GrantConstraintsShape? constraints)
        => constraints?.EncryptionContextEquals is not null ? "EncryptionContextEquals"
            : constraints?.EncryptionContextSubset is not null ? "EncryptionContextSubset"
            : null;
}
