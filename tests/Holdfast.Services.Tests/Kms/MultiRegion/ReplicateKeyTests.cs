using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Services.Kms.Rotation;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms.MultiRegion;

public sealed class ReplicateKeyTests : MultiRegionTests
{
    private ReplicateKey ReplicateKey => new(Ring, Quotas, Principals, Calls);

    [Fact]
    public async Task Makes_a_key_with_the_same_id_and_material_and_a_life_of_its_own()
    {
        var primary = await GivenKeyAsync(multiRegion: true);

        var response = await World.CallAsync(
            ReplicateKey, new() { KeyId = primary.Id, ReplicaRegion = "eu-west-1", Description = "there", Tags = [new() { TagKey = "team", TagValue = "red" }] });

        var shape = response.ReplicaKeyMetadata!;
        Assert.Equal(($"arn:aws:kms:eu-west-1:{Account}:key/{primary.Id}", primary.Id, "Enabled", "there"), (shape.Arn, shape.KeyId, shape.KeyState, shape.Description));
        Assert.Equal(primary.CurrentMaterialId, shape.CurrentKeyMaterialId);
        var set = shape.MultiRegionConfiguration!;
        Assert.Equal(("REPLICA", primary.Arn.Value, "us-east-1"), (set.MultiRegionKeyType, set.PrimaryKey!.Arn, set.PrimaryKey.Region));
        Assert.Equal([("eu-west-1", shape.Arn)], set.ReplicaKeys!.Select(replica => (replica.Region, replica.Arn)));
        Assert.Equal(DefaultKeyPolicy.Of("aws", Account), response.ReplicaPolicy);
        Assert.Equal("team", Assert.Single(response.ReplicaTags!).TagKey);
        Assert.Equal("", (await KeyAsync(primary.Id)).Description);
        Assert.Null((await World.CallAsync(ReplicateKey, new() { KeyId = primary.Id, ReplicaRegion = "ap-southeast-2" })).ReplicaTags);
    }

    [Theory]
    [InlineData(KeySpec.SymmetricDefault)]
    [InlineData(KeySpec.Rsa2048)]
    [InlineData(KeySpec.Hmac256)]
    public async Task Shares_the_material_under_a_seal_of_its_own(string spec)
    {
        var primary = await GivenKeyAsync(spec, multiRegion: true);

        var replica = await GivenReplicaAsync(primary, Ireland);

        var here = Assert.Single(await World.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(primary.RecordKey)));
        var there = Assert.Single(await World.ListAsync<KeyMaterial>(KeyMaterial.PrefixOf(replica.RecordKey)));
        Assert.Equal((here.Id, here.PublicKey), (there.Id, there.PublicKey));
        Assert.NotEqual(here.Sealed, there.Sealed);
        Assert.True(Ring.Open(here).SequenceEqual(Ring.Open(there)));
    }

    [Fact]
    public async Task Decrypts_in_each_region_what_another_encrypted_before_and_after_rotations()
    {
        var primary = await GivenKeyAsync(multiRegion: true);
        var old = await EncryptedAsync(primary, "old", Red);
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = primary.Id });
        var replica = await GivenReplicaAsync(primary, Ireland);
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = primary.Id });

        var there = await EncryptedAsync(replica, "there", Red);

        Assert.Equal(("old", "there"), (await DecryptedAsync(old, Red, Ireland), await DecryptedAsync(there, Red)));
        Assert.Equal((await KeyAsync(primary.Id)).CurrentMaterialId, (await KeyAsync(primary.Id, Ireland)).CurrentMaterialId);
    }

    [Fact]
    public async Task Tells_every_key_of_the_set_of_the_new_one()
    {
        var primary = await GivenKeyAsync(multiRegion: true);
        await GivenReplicaAsync(primary, Ireland);
        await GivenReplicaAsync(primary, Sydney);

        foreach (var (region, type) in new[] { (World.Region, "PRIMARY"), (Ireland, "REPLICA"), (Sydney, "REPLICA") })
        {
            var set = (await World.CallAsync(new DescribeKey(Ring), new() { KeyId = primary.Id }, region: region)).KeyMetadata!.MultiRegionConfiguration!;
            Assert.Equal((type, "us-east-1"), (set.MultiRegionKeyType, set.PrimaryKey!.Region));
            Assert.Equal(["ap-southeast-2", "eu-west-1"], set.ReplicaKeys!.Select(replica => replica.Region));
        }
    }

    [Fact]
    public async Task Shares_rotation_at_fixed_times_and_not_the_state()
    {
        var primary = await GivenKeyAsync(multiRegion: true);
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = primary.Id, RotationPeriodInDays = 90 });
        var replica = await GivenReplicaAsync(primary, Ireland);
        await World.CallAsync(new DisableKey(), new() { KeyId = replica.Id }, region: Ireland);

        await World.AdvanceAsync(TimeSpan.FromDays(91));

        var (here, there) = (await KeyAsync(primary.Id), await KeyAsync(primary.Id, Ireland));
        Assert.Equal((2, 2, "Enabled", "Disabled"), (here.CurrentMaterial, there.CurrentMaterial, here.State, there.State));
        Assert.Equal((90, here.NextRotationDate), (there.RotationPeriodInDays, there.NextRotationDate));
        await World.CallAsync(new DisableKeyRotation(), new() { KeyId = primary.Id });
        Assert.Null((await KeyAsync(primary.Id, Ireland)).RotationPeriodInDays);
    }

    [Fact]
    public async Task Leaves_rotation_to_the_primary_key()
    {
        var replica = await GivenReplicaAsync(await GivenKeyAsync(multiRegion: true), Ireland);

        foreach (var call in new Func<Task>[]
        {
            () => World.CallAsync(new EnableKeyRotation(), new() { KeyId = replica.Id }, region: Ireland),
            () => World.CallAsync(new DisableKeyRotation(), new() { KeyId = replica.Id }, region: Ireland),
            () => World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = replica.Id }, region: Ireland),
            () => World.CallAsync(ReplicateKey, new() { KeyId = replica.Id, ReplicaRegion = "ap-southeast-2" }, region: Ireland),
        })
        {
            Assert.Equal($"{replica.Arn} is not a multi-Region primary key.", await RefusedAsync<UnsupportedOperationException>(call));
        }
    }

    [Fact]
    public async Task Records_the_making_of_the_key_in_the_region_of_the_replica()
    {
        await GivenReplicaAsync(await GivenKeyAsync(multiRegion: true), Ireland);

        Assert.Equal([("CreateKey", null)], await RecordedAsync(Ireland));
    }

    [Fact]
    public async Task Needs_the_permission_to_make_keys_in_the_region_of_the_replica()
    {
        var primary = await GivenKeyAsync(multiRegion: true);

        var error = await Assert.ThrowsAsync<CommonException>(
            () => World.CallAsync(ReplicateKey, new() { KeyId = primary.Id, ReplicaRegion = "eu-west-1" }, asUser: "alice"));

        Assert.Equal("AccessDeniedException", error.Code);
        Assert.Contains("kms:CreateKey", error.Message, StringComparison.Ordinal);
        Assert.Null(await World.FindAsync<Key>(Key.KeyOf(Account, "eu-west-1", primary.Id)));
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-west-1")]
    public async Task Refuses_a_region_that_has_the_key(string region)
    {
        var primary = await GivenKeyAsync(multiRegion: true);
        await GivenReplicaAsync(primary, Ireland);

        Assert.Equal(
            $"arn:aws:kms:{region}:{Account}:key/{primary.Id} already exists.",
            await RefusedAsync<AlreadyExistsException>(() => World.CallAsync(ReplicateKey, new() { KeyId = primary.Id, ReplicaRegion = region })));
    }

    [Theory]
    [InlineData("cn-north-1")]
    [InlineData("mars-north-1")]
    public async Task Refuses_regions_of_other_partitions_and_of_none(string region)
    {
        var primary = await GivenKeyAsync(multiRegion: true);

        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(ReplicateKey, new() { KeyId = primary.Id, ReplicaRegion = region }));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_in_one_region_alone_is_unknown_or_not_enabled()
    {
        var single = await GivenKeyAsync();
        var primary = await GivenKeyAsync(multiRegion: true);

        Assert.Equal(
            $"{single.Arn} is not a multi-Region primary key.",
            await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(ReplicateKey, new() { KeyId = single.Id, ReplicaRegion = "eu-west-1" })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(ReplicateKey, new() { KeyId = NoKey, ReplicaRegion = "eu-west-1" })));
        await RefusedUnlessEnabledAsync(primary, () => World.CallAsync(ReplicateKey, new() { KeyId = primary.Id, ReplicaRegion = "eu-west-1" }));
    }

    [Fact]
    public async Task Refuses_a_policy_tags_and_a_quota_as_the_making_of_a_key_does()
    {
        var primary = await GivenKeyAsync(multiRegion: true);
        ReplicateKeyRequest request = new() { KeyId = primary.Id, ReplicaRegion = "eu-west-1" };

        await RefusedAsync<MalformedPolicyDocumentException>(() => World.CallAsync(ReplicateKey, request with { Policy = "{}" }));
        await RefusedAsync<TagException>(() => World.CallAsync(ReplicateKey, request with { Tags = [new() { TagKey = "aws:x", TagValue = "1" }] }));
        await RefusedAsync<LimitExceededException>(
            () => World.CallAsync(new ReplicateKey(Ring, new() { KeysPerRegion = 0 }, Principals, Calls), request));
    }
}
