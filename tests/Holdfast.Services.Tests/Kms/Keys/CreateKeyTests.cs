using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class CreateKeyTests : KmsTests
{
    private CreateKey CreateKey => new(Ring, Quotas, Principals);

    [Fact]
    public async Task Makes_an_enabled_symmetric_key_with_sealed_material_and_the_default_policy()
    {
        var response = await World.CallAsync(CreateKey, new() { Description = "orders", Tags = [new() { TagKey = "team", TagValue = "red" }] });

        var shape = response.KeyMetadata!;
        var key = await KeyAsync(shape.KeyId);
        Assert.Equal($"arn:aws:kms:us-east-1:{Account}:key/{shape.KeyId}", shape.Arn);
        Assert.Equal(("orders", true, "Enabled", "CUSTOMER", "AWS_KMS"), (shape.Description, shape.Enabled!.Value, shape.KeyState, shape.KeyManager, shape.Origin));
        Assert.Equal(("ENCRYPT_DECRYPT", World.Now), (shape.KeyUsage, shape.CreationDate!.Value));
        Assert.Equal(["SYMMETRIC_DEFAULT"], shape.EncryptionAlgorithms);
        Assert.Null(shape.SigningAlgorithms);
        Assert.Equal(key.CurrentMaterialId, shape.CurrentKeyMaterialId);
        Assert.Equal(DefaultKeyPolicy.Of("aws", Account), key.Policy);
        Assert.Equal([new("team", "red")], key.Tags);
        var material = Assert.Single(await World.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(key.RecordKey)));
        Assert.StartsWith("sealed(", material.Sealed, StringComparison.Ordinal);
        Assert.Equal(32, Ring.Open(material).Length);
        Assert.DoesNotContain(material.Sealed!, material.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KeySpec.Rsa2048, KeyUsageType.SignVerify)]
    [InlineData(KeySpec.Rsa2048, KeyUsageType.EncryptDecrypt)]
    [InlineData(KeySpec.EccNistP256, KeyUsageType.SignVerify)]
    [InlineData(KeySpec.EccNistP384, KeyUsageType.KeyAgreement)]
    [InlineData(KeySpec.EccNistP521, KeyUsageType.SignVerify)]
    [InlineData(KeySpec.EccSecgP256k1, KeyUsageType.SignVerify)]
    [InlineData(KeySpec.Hmac224, KeyUsageType.GenerateVerifyMac)]
    [InlineData(KeySpec.Hmac512, KeyUsageType.GenerateVerifyMac)]
    public async Task Makes_keys_of_every_kind_for_every_use_that_the_kind_has(string spec, string usage)
    {
        var shape = (await World.CallAsync(CreateKey, new() { KeySpec = spec, KeyUsage = usage })).KeyMetadata!;

        Assert.Equal((spec, spec, usage), (shape.KeySpec, shape.CustomerMasterKeySpec, shape.KeyUsage));
        Assert.Equal(usage == KeyUsageType.EncryptDecrypt, shape.EncryptionAlgorithms is not null);
        Assert.Equal(usage == KeyUsageType.SignVerify, shape.SigningAlgorithms is not null);
        Assert.Equal(usage == KeyUsageType.GenerateVerifyMac, shape.MacAlgorithms is not null);
        Assert.Equal(usage == KeyUsageType.KeyAgreement, shape.KeyAgreementAlgorithms is not null);
    }

    [Fact]
    public async Task Makes_a_key_without_material_that_waits_for_an_import()
    {
        var shape = (await World.CallAsync(CreateKey, new() { Origin = OriginType.EXTERNAL })).KeyMetadata!;

        Assert.Equal(("EXTERNAL", "PendingImport", false), (shape.Origin, shape.KeyState, shape.Enabled!.Value));
        Assert.Empty(await World.ListAsync<KeyMaterial>(""));
    }

    [Fact]
    public async Task Makes_the_primary_of_a_multi_region_key()
    {
        var shape = (await World.CallAsync(CreateKey, new() { MultiRegion = true })).KeyMetadata!;

        Assert.Matches("^mrk-[0-9a-f]{32}$", shape.KeyId);
        Assert.Equal(("PRIMARY", shape.Arn, "us-east-1"), (shape.MultiRegionConfiguration!.MultiRegionKeyType, shape.MultiRegionConfiguration.PrimaryKey!.Arn, shape.MultiRegionConfiguration.PrimaryKey.Region));
    }

    [Theory]
    [InlineData(KeySpec.EccNistP256, null, "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.")]
    [InlineData(KeySpec.EccNistP256, KeyUsageType.EncryptDecrypt, "KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec ECC_NIST_P256")]
    [InlineData(KeySpec.EccSecgP256k1, KeyUsageType.KeyAgreement, "KeyUsage KEY_AGREEMENT is not compatible with KeySpec ECC_SECG_P256K1")]
    [InlineData(KeySpec.SymmetricDefault, KeyUsageType.SignVerify, "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT")]
    public async Task Refuses_a_use_that_the_kind_does_not_have(string spec, string? usage, string message)
        => Assert.Equal(message, await RefusedAsync<CommonException>(() => World.CallAsync(CreateKey, new() { KeySpec = spec, KeyUsage = usage })));

    [Theory]
    [InlineData(KeySpec.SM2)]
    [InlineData(KeySpec.MlDsa44)]
    [InlineData(KeySpec.EccNistEdwards25519)]
    public async Task Refuses_kinds_whose_algorithm_is_not_there(string spec)
        => Assert.Equal(
            $"KeySpec {spec} is not supported in this region.",
            await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(CreateKey, new() { KeySpec = spec, KeyUsage = KeyUsageType.SignVerify })));

    [Fact]
    public async Task Refuses_both_names_of_the_kind()
        => Assert.Equal(
            "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
            await RefusedAsync<CommonException>(() => World.CallAsync(
                CreateKey, new() { KeySpec = KeySpec.SymmetricDefault, CustomerMasterKeySpec = KeySpec.SymmetricDefault })));

    [Fact]
    public async Task Says_that_there_are_no_key_stores()
    {
        var error = await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(CreateKey, new() { Origin = OriginType.AwsCloudhsm }));

        Assert.Equal(("NotImplemented", 501), (error.Code, error.Status));
        Assert.Empty(World.Changes);
    }

    [Fact]
    public async Task Refuses_a_policy_that_locks_its_author_out_unless_told_to()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"kms:*","Resource":"*"}}""";

        Assert.Equal(
            "The new key policy will not allow you to update the key policy in the future.",
            await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(CreateKey, new() { Policy = Policy })));
        var made = await World.CallAsync(CreateKey, new() { Policy = Policy, BypassPolicyLockoutSafetyCheck = true });

        Assert.Equal(Policy, (await KeyAsync(made.KeyMetadata!.KeyId)).Policy);
    }

    [Fact]
    public async Task Refuses_a_policy_that_names_somebody_who_is_not_there()
        => Assert.Equal(
            "Policy contains a statement with one or more invalid principals.",
            await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(CreateKey, new()
            {
                Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:role/nobody"]},"Action":"kms:*","Resource":"*"}}""",
            })));

    [Fact]
    public async Task Asks_for_the_permission_to_tag_beside_that_to_make_a_key()
    {
        var plain = await World.TargetAsync(CreateKey, new());
        var tagged = await World.TargetAsync(CreateKey, new() { Tags = [new() { TagKey = "team", TagValue = "red" }] });

        Assert.Empty(plain.Also);
        var also = Assert.Single(tagged.Also);
        Assert.Equal(("kms:TagResource", $"arn:aws:kms:us-east-1:{Account}:key/*"), (also.Action, also.Resource.Value));
        Assert.Contains(also.Context, key => key.Name == "aws:RequestTag/team");
    }

    [Fact]
    public async Task Refuses_a_tag_key_that_comes_twice()
        => Assert.Equal("Duplicate tag keys", await RefusedAsync<TagException>(() => World.CallAsync(
            CreateKey, new() { Tags = [new() { TagKey = "a", TagValue = "1" }, new() { TagKey = "a", TagValue = "2" }] })));

    [Fact]
    public async Task Refuses_a_key_beyond_the_quota()
    {
        CreateKey createKey = new(Ring, new() { KeysPerRegion = 1 }, Principals);
        await World.CallAsync(createKey, new());

        await RefusedAsync<LimitExceededException>(() => World.CallAsync(createKey, new()));
    }
}
