using System.Collections.Frozen;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms.Keys;

/// <summary>The AWS managed keys, which the services of an account share: each is made when it is first asked for.</summary>
internal static class ManagedKeys
{
    /// <summary>What the names of their aliases start with; nobody else's do.</summary>
    public const string AliasPrefix = KmsArns.AliasPrefix + "aws/";

    /// <summary>The days between the rotations of such a key ("every year, approximately 365 days").</summary>
    private const int RotationPeriodInDays = 365;

    private static readonly FrozenSet<string> Services = FrozenSet.Create(
        StringComparer.Ordinal,
        "acm", "backup", "cloudtrail", "dynamodb", "ebs", "elasticfilesystem", "es", "events", "glue", "kinesis", "lambda", "logs", "rds", "redshift", "s3", "secretsmanager", "sns", "sqs", "ssm", "xray");

    /// <summary>The names of all their aliases, whether there is a key behind them yet or not.</summary>
    public static IReadOnlyList<string> AliasNames { get; } = [.. Services.Select(service => AliasPrefix + service).Order(StringComparer.Ordinal)];

    /// <summary>Finds a key that a request names, and makes it when it is an AWS managed key that nobody has asked for before.</summary>
    /// <remarks>"If you specify a predefined AWS alias … KMS associates the alias with an AWS managed key" (DescribeKey, API Reference).</remarks>
    public static async ValueTask<KeyLookup> FindOrMakeKeyAsync(this Call call, string name, KeyRing ring, CancellationToken cancellationToken)
    {
        var found = await call.FindKeyOrAliasAsync(name, cancellationToken);
        return found is { Key: null, Reference: { Fault: null, AliasName: { } alias } reference }
            && reference.Account == call.Account
            && alias.StartsWith(AliasPrefix, StringComparison.Ordinal)
            && Services.Contains(alias[AliasPrefix.Length..])
                ? found with { Key = Make(call, alias, ring) }
                : found;
    }

    private static Key Make(Call call, string alias, KeyRing ring)
    {
        var service = alias[AliasPrefix.Length..];
        var next = call.Now.AddDays(RotationPeriodInDays);
        var key = new Key
        {
            Account = call.Account,
            Region = call.Region.Value,
            Partition = call.Partition.Name,
            Id = KeyReference.NewId(call.Ids, isMultiRegion: false),
            Description = $"Default key that protects my {service} data when no other key is defined",
            Spec = KeySpec.SymmetricDefault,
            Usage = KeyUsageType.EncryptDecrypt,
            Origin = OriginType.AwsKms,
            State = KeyState.Enabled,
            Policy = DefaultKeyPolicy.OfManaged(call.Partition, call.Region.Value, call.Account, service),
            CreationDate = call.Now,
            ManagedFor = service,
            AliasNames = [alias],
            RotationPeriodInDays = RotationPeriodInDays,
            NextRotationDate = next,
        };
        var material = KeyMaterials.Next(key, KeyMaterials.Generate(KeySpecs.Of(key.Spec), call.Ids), ring);
        key = key.Using(material);
        call.Transaction.Insert(key);
        call.Transaction.Insert(material);
        call.Transaction.Insert(new Alias
        {
            Account = call.Account,
            Region = key.Region,
            Partition = key.Partition,
            Name = alias,
            TargetKeyId = key.Id,
            CreationDate = call.Now,
            LastUpdatedDate = call.Now,
        });
        call.Transaction.Arm(Effects.RotateDueKey.TimerOf(key));
        return key;
    }
}
