using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Grants;

namespace Holdfast.Services.Tests.Kms.Grants;

public sealed class CreateGrantTests : GrantTests
{
    [Fact]
    public async Task Makes_a_grant_with_a_token_of_its_own()
    {
        var key = await GivenKeyAsync();

        var made = await GivenGrantAsync(key, retiring: Carol, constraints: new() { EncryptionContextEquals = Red }, name: "app");

        var grant = (await GrantAsync(key, made.GrantId))!;
        Assert.Matches("^[0-9a-f]{64}$", grant.Id);
        Assert.Equal((Bob, Carol, "app", Account), (grant.GranteePrincipal, grant.RetiringPrincipal, grant.Name, grant.IssuingAccount));
        Assert.Equal(["Encrypt", "Decrypt"], grant.Operations);
        Assert.Equal(Red, grant.ContextEquals);
        Assert.Equal(grant.Key, Ring.ReadGrantToken(made.GrantToken!));
        Assert.True((await KeyAsync(key.Id)).HasGrants);
    }

    [Fact]
    public async Task Finds_the_grant_again_by_its_name_when_all_else_is_the_same()
    {
        var key = await GivenKeyAsync();
        var made = await GivenGrantAsync(key, name: "app");

        Assert.Equal(made.GrantId, (await GivenGrantAsync(key, name: "app")).GrantId);
        Assert.NotEqual(made.GrantId, (await GivenGrantAsync(key, name: "app", constraints: new() { EncryptionContextSubset = Red })).GrantId);
        Assert.NotEqual(made.GrantId, (await GivenGrantAsync(key)).GrantId);
        Assert.NotEqual((await GivenGrantAsync(key)).GrantId, (await GivenGrantAsync(key)).GrantId);
    }

    [Theory]
    [InlineData(KeySpec.SymmetricDefault, KeyUsageType.EncryptDecrypt, GrantOperation.Sign)]
    [InlineData(KeySpec.EccNistP256, KeyUsageType.SignVerify, GrantOperation.Encrypt)]
    [InlineData(KeySpec.Hmac256, KeyUsageType.GenerateVerifyMac, GrantOperation.GetPublicKey)]
    [InlineData(KeySpec.EccNistP256, KeyUsageType.KeyAgreement, GrantOperation.Verify)]
    public async Task Refuses_operations_that_the_key_does_not_have(string spec, string usage, string operation)
    {
        var key = await GivenKeyAsync(spec, usage);

        Assert.Equal(
            $"The operation {operation} is not valid in a grant on a key with key spec {spec} and key usage {usage}.",
            await RefusedAsync<CommonException>(() => GivenGrantAsync(key, operations: operation)));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("arn:aws:s3:::bucket")]
    [InlineData("arn:aws:iam::111122223333:group/admins")]
    public async Task Refuses_principals_that_nobody_can_be(string principal)
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<InvalidArnException>(() => GivenGrantAsync(key, grantee: principal));
        await RefusedAsync<InvalidArnException>(() => GivenGrantAsync(key, retiring: principal));
    }

    [Fact]
    public async Task Refuses_constraints_that_are_too_long()
    {
        var key = await GivenKeyAsync();
        var nine = Enumerable.Range(0, 9).ToDictionary(number => $"k{number}", _ => "");

        await RefusedAsync<CommonException>(() => GivenGrantAsync(key, constraints: new() { EncryptionContextSubset = nine }));
        await RefusedAsync<CommonException>(() => GivenGrantAsync(
            key, constraints: new() { EncryptionContextSubset = new Dictionary<string, string> { ["k"] = new('v', 384) } }));
    }

    [Fact]
    public async Task Refuses_a_grant_beyond_the_quota_and_tokens_that_are_none()
    {
        var key = await GivenKeyAsync();
        await GivenGrantAsync(key);
        CreateGrantRequest request = new() { KeyId = key.Id, GranteePrincipal = Bob, Operations = [GrantOperation.Encrypt] };

        await RefusedAsync<LimitExceededException>(() => World.CallAsync(new CreateGrant(Ring, new() { GrantsPerKey = 1 }), request));
        await RefusedAsync<InvalidGrantTokenException>(() => World.CallAsync(CreateGrant, request with { GrantTokens = ["x"] }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(CreateGrant, request with { DryRun = true }));
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_used()
    {
        var key = await GivenKeyAsync();

        await RefusedUnlessEnabledAsync(key, () => GivenGrantAsync(key));
    }

    [Fact]
    public async Task Lets_a_grantee_pass_on_no_more_than_it_has()
    {
        var key = await GivenKeyAsync();
        await GivenGrantAsync(
            key, constraints: new() { EncryptionContextSubset = Red }, operations: [GrantOperation.CreateGrant, GrantOperation.Encrypt]);
        CreateGrantRequest within = new()
        {
            KeyId = key.Id,
            GranteePrincipal = Carol,
            Operations = [GrantOperation.Encrypt],
            Constraints = new() { EncryptionContextEquals = Red },
        };

        Assert.NotNull((await World.TargetAsync(CreateGrant, within, asUser: "bob")).Grants);
        Assert.Null((await World.TargetAsync(CreateGrant, within with { Constraints = null }, asUser: "bob")).Grants);
        Assert.Null((await World.TargetAsync(CreateGrant, within with { Operations = [GrantOperation.Decrypt] }, asUser: "bob")).Grants);
        Assert.Null((await World.TargetAsync(CreateGrant, within, asUser: "carol")).Grants);
    }
}
