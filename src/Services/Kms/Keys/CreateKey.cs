using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Services.Kms.Tags;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Makes a key, with its material unless that is to be imported; as a further call of ReplicateKey, one that is a replica.</summary>
internal sealed class CreateKey(KeyRing ring, KmsQuotas quotas, IPrincipalDirectory principals) : IOperation<CreateKeyRequest, CreateKeyResponse>
{
    /// <summary>The key in another region that it is to be a replica of; null for a key of its own.</summary>
    public Key? Primary { get; init; }

    public ValueTask<Target> TargetAsync(CreateKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        var spec = SpecOf(request);
        IEnumerable<ConditionKey> keys =
        [
            .. call.CallerKeys(),
            KeyTargets.Flag("kms:BypassPolicyLockoutSafetyCheck", request.BypassPolicyLockoutSafetyCheck is true),
            new("kms:KeyOrigin", request.Origin ?? OriginType.AwsKms),
            new("kms:KeySpec", spec),
            new("kms:KeyUsage", request.KeyUsage ?? KeyUsageType.EncryptDecrypt),
            KeyTargets.Flag("kms:MultiRegion", request.MultiRegion is true),
            .. request.MultiRegion is true ? [new ConditionKey("kms:MultiRegionKeyType", Primary is null ? MultiRegionKeyType.PRIMARY : MultiRegionKeyType.REPLICA)] : Array.Empty<ConditionKey>(),
            .. request.Tags.RequestKeys(),
        ];
        var target = Target.Any with { Context = [.. keys] };
        return new(request.Tags is null or [] ? target : target with { Also = [Tagging(request, call)] });
    }

    public async ValueTask<CreateKeyResponse> ExecuteAsync(CreateKeyRequest request, Call call, CancellationToken cancellationToken)
    {
        RefuseKeyStores(request);
        var spec = KeySpecs.Of(SpecOf(request));
        var usage = UsageOf(request, spec);
        if (!await call.Transaction.HasRoomAsync<Key>(Key.PrefixOf(call.Account, call.Region.Value), quotas.KeysPerRegion, cancellationToken))
        {
            throw new LimitExceededException($"The account has reached its quota of {quotas.KeysPerRegion} KMS keys in this region.");
        }

        var isExternal = request.Origin == OriginType.EXTERNAL;
        var key = new Key
        {
            Account = call.Account,
            Region = call.Region.Value,
            Partition = call.Partition.Name,
            Id = Primary?.Id ?? KeyReference.NewId(call.Ids, request.MultiRegion is true),
            Description = request.Description ?? "",
            Spec = spec.Name,
            Usage = usage,
            Origin = isExternal ? OriginType.EXTERNAL : OriginType.AwsKms,
            State = isExternal ? KeyState.PendingImport : KeyState.Enabled,
            Policy = request.Policy ?? DefaultKeyPolicy.Of(call.Partition.Name, call.Account),
            CreationDate = call.Now,
            IsMultiRegion = request.MultiRegion is true,
            Tags = TagRules.Put([], TagRules.Read(request.Tags)),
        };
        await KeyPolicyRules.CheckAsync(
            key.Policy, key.Arn, call, quotas, principals, request.BypassPolicyLockoutSafetyCheck, cancellationToken);
        key = Primary is not null ? await JoinAsync(Primary, key, call, cancellationToken)
            : isExternal ? key
            : WithMaterial(key, spec, call);
        call.Transaction.Insert(key);
        return new() { KeyMetadata = key.ToShape(material: null) };
    }

    // "To use the Tags parameter, kms:TagResource (IAM policy)": the key has no id yet, and leaves the question to IAM as the default policy does.
    private static Target Tagging(CreateKeyRequest request, Call call) => new(call.KmsArn(call.Account, KmsArns.KeyPrefix + "*"))
    {
        Action = "kms:TagResource",
        ResourcePolicy = DefaultKeyPolicy.Of(call.Partition.Name, call.Account),
        Context = [.. call.CallerKeys(), .. request.Tags.RequestKeys()],
    };

    private Key WithMaterial(Key key, KeySpecs spec, Call call)
    {
        var secret = KeyMaterials.Generate(spec, call.Ids);
        var material = KeyMaterials.Next(key, secret, ring);
        CryptographicOperations.ZeroMemory(secret);
        call.Transaction.Insert(material);
        return key.Using(material);
    }

    private async ValueTask<Key> JoinAsync(Key primary, Key replica, Call call, CancellationToken cancellationToken)
    {
        var grown = primary with
        {
            PrimaryRegion = primary.Region,
            ReplicaRegions = [.. primary.ReplicaRegions.Append(replica.Region).Order(StringComparer.Ordinal)],
        };
        await call.Transaction.ReplaceWithReplicasAsync(primary, grown, cancellationToken);
        await call.Transaction.CopyMaterialAsync(primary, replica, ring, cancellationToken);
        return replica.Like(grown);
    }

    private static string SpecOf(CreateKeyRequest request) => request.KeySpec ?? request.CustomerMasterKeySpec ?? KeySpec.SymmetricDefault;

    private static string UsageOf(CreateKeyRequest request, KeySpecs spec)
    {
        if (request.KeySpec is not null && request.CustomerMasterKeySpec is not null)
        {
            throw KmsErrors.Validation(
                "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.");
        }

        var usage = request.KeyUsage ?? (spec.Name == KeySpec.SymmetricDefault
            ? KeyUsageType.EncryptDecrypt
            : throw KmsErrors.Validation("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."));
        return spec.Usages.Contains(usage, StringComparer.Ordinal)
            ? usage
            : throw KmsErrors.Validation($"KeyUsage {usage} is not compatible with KeySpec {spec.Name}");
    }

    // There is no HSM and no key manager outside: what would be kept there is not made here instead.
    private static void RefuseKeyStores(CreateKeyRequest request)
    {
        if (request.CustomKeyStoreId is not null || request.XksKeyId is not null || request.Origin is OriginType.AwsCloudhsm or OriginType.ExternalKeyStore)
        {
            throw new CommonException("NotImplemented", 501, "Keys in custom key stores are not implemented.");
        }
    }
}
