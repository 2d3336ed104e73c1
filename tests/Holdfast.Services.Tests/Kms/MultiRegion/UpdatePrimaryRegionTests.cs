using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Services.Kms.Rotation;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms.MultiRegion;

public sealed class UpdatePrimaryRegionTests : MultiRegionTests
{
    private UpdatePrimaryRegion UpdatePrimaryRegion => new(Calls);

    [Fact]
    public async Task Exchanges_the_parts_of_two_keys_and_tells_every_other()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        await GivenReplicaAsync(key, Ireland);
        await GivenReplicaAsync(key, Sydney);

        await World.CallAsync(UpdatePrimaryRegion, new() { KeyId = key.Id, PrimaryRegion = "eu-west-1" });

        foreach (var region in new[] { World.Region, Ireland, Sydney })
        {
            var now = await KeyAsync(key.Id, region);
            Assert.Equal(("eu-west-1", region != Ireland), (now.PrimaryRegion, now.IsReplica));
            Assert.Equal(["ap-southeast-2", "us-east-1"], now.ReplicaRegions);
        }

        Assert.Equal([("CreateKey", null), ("UpdatePrimaryRegion", null)], await RecordedAsync(Ireland));
    }

    [Fact]
    public async Task Rotates_by_the_new_primary_key_from_then_on()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });
        await GivenReplicaAsync(key, Ireland);
        await World.CallAsync(UpdatePrimaryRegion, new() { KeyId = key.Id, PrimaryRegion = "eu-west-1" });
        await World.CallAsync(new DisableKey(), new() { KeyId = key.Id });
        await World.CallAsync(new EnableKey(), new() { KeyId = key.Id });

        await World.AdvanceAsync(TimeSpan.FromDays(91));

        Assert.Equal((2, 2), ((await KeyAsync(key.Id)).CurrentMaterial, (await KeyAsync(key.Id, Ireland)).CurrentMaterial));
        await World.CallAsync(new RotateKeyOnDemand(Ring, Quotas, Events), new() { KeyId = key.Id }, region: Ireland);
        Assert.Equal(3, (await KeyAsync(key.Id)).CurrentMaterial);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Needs_the_permission_on_both_keys()
    {
        var key = await GivenKeyAsync(policy: DefaultKeyPolicy.Of("aws", Account), multiRegion: true);
        await GivenReplicaAsync(key, Ireland);

        var error = await Assert.ThrowsAsync<CommonException>(
            () => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = key.Id, PrimaryRegion = "eu-west-1" }, asUser: "alice"));

        Assert.Equal("AccessDeniedException", error.Code);
        Assert.Contains($"arn:aws:kms:eu-west-1:{Account}:key/{key.Id}", error.Message, StringComparison.Ordinal);
        Assert.False((await KeyAsync(key.Id)).IsReplica);
    }

    [Fact]
    public async Task Refuses_a_region_without_a_replica()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        await GivenReplicaAsync(key, Ireland);

        Assert.Equal(
            $"Key 'arn:aws:kms:ap-southeast-2:{Account}:key/{key.Id}' does not exist",
            await RefusedAsync<NotFoundException>(() => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = key.Id, PrimaryRegion = "ap-southeast-2" })));
        Assert.Equal(
            $"{key.Arn} is already the primary key.",
            await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = key.Id, PrimaryRegion = "us-east-1" })));
    }

    [Fact]
    public async Task Refuses_replicas_keys_in_one_region_alone_and_unknown_ones()
    {
        var replica = await GivenReplicaAsync(await GivenKeyAsync(multiRegion: true), Ireland);
        var single = await GivenKeyAsync();

        Assert.Equal($"{replica.Arn} is not a multi-Region primary key.", await RefusedAsync<UnsupportedOperationException>(
            () => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = replica.Id, PrimaryRegion = "us-east-1" }, region: Ireland)));
        await RefusedAsync<UnsupportedOperationException>(() => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = single.Id, PrimaryRegion = "eu-west-1" }));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = NoKey, PrimaryRegion = "eu-west-1" })));
    }

    [Fact]
    public async Task Refuses_unless_both_keys_are_enabled()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        var replica = await GivenReplicaAsync(key, Ireland);
        Func<Task> update = () => World.CallAsync(UpdatePrimaryRegion, new() { KeyId = key.Id, PrimaryRegion = "eu-west-1" });

        await InStateAsync(replica, KeyState.Disabled);
        Assert.Equal($"{replica.Arn} is disabled.", await RefusedAsync<DisabledException>(update));
        await InStateAsync(replica, KeyState.Enabled);
        await RefusedUnlessEnabledAsync(key, update);
    }
}
