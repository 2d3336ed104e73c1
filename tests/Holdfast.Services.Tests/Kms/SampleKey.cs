using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms;

/// <summary>A key, its alias and a grant on it that the sample request names.</summary>
internal static class SampleKey
{
    public const string Id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    public const string AliasName = "alias/sample";

    private static readonly Grant Granted = new()
    {
        Account = World.Account,
        Region = World.Region.Value,
        Partition = "aws",
        KeyId = Id,
        Id = new string('a', 64),
        GranteePrincipal = $"arn:aws:iam::{World.Account}:user/alice",
        IssuingAccount = World.Account,
        Operations = [GrantOperation.Encrypt],
        ContextEquals = new Dictionary<string, string> { ["team"] = "red" },
        CreationDate = DateTimeOffset.UnixEpoch,
    };

    /// <summary>The key.</summary>
    public static Key Sample { get; } = new()
    {
        Account = World.Account,
        Region = World.Region.Value,
        Partition = "aws",
        Id = Id,
        Description = "",
        Spec = KeySpec.SymmetricDefault,
        Usage = KeyUsageType.EncryptDecrypt,
        Origin = OriginType.AwsKms,
        State = KeyState.Enabled,
        Policy = DefaultKeyPolicy.Of("aws", World.Account),
        CreationDate = DateTimeOffset.UnixEpoch,
        IsMultiRegion = true,
        AliasNames = [AliasName],
        Tags = [new("team", "red")],
        HasGrants = true,
    };

    /// <summary>A token of the grant.</summary>
    public static string GrantToken { get; } = new KeyRing(new MarkingSealer()).NewGrantToken(Granted);

    /// <summary>Puts them in place.</summary>
    public static void In(World world)
        => world
            .Given(Sample with { CreationDate = world.Now })
            .Given(new Alias { Account = World.Account, Region = World.Region.Value, Partition = "aws", Name = AliasName, TargetKeyId = Id })
            .Given(Granted);
}
