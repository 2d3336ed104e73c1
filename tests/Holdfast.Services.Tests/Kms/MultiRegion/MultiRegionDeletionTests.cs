using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms.MultiRegion;

/// <summary>How the keys of a multi-Region key end: "KMS will not delete a multi-Region primary key with existing replica keys".</summary>
public sealed class MultiRegionDeletionTests : MultiRegionTests
{
    [Fact]
    public async Task A_primary_key_waits_for_the_last_of_its_replicas_and_then_its_own_days()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        await GivenReplicaAsync(key, Ireland);

        var response = await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = 10 });
        var waiting = (await World.CallAsync(new DescribeKey(Ring), new() { KeyId = key.Id })).KeyMetadata!;
        await World.AdvanceAsync(TimeSpan.FromDays(40));

        Assert.Equal(("PendingReplicaDeletion", null, 10), (response.KeyState, response.DeletionDate, response.PendingWindowInDays!.Value));
        Assert.Equal(("PendingReplicaDeletion", null, 10), (waiting.KeyState, waiting.DeletionDate, waiting.PendingDeletionWindowInDays!.Value));
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id, PendingWindowInDays = 7 }, region: Ireland);
        await World.AdvanceAsync(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        var due = await KeyAsync(key.Id);
        Assert.Equal(("PendingDeletion", null), (due.State, due.PendingWindowInDays));
        Assert.Empty(due.ReplicaRegions);
        Assert.InRange(due.DeletionDate!.Value - World.Now, TimeSpan.FromDays(10) - TimeSpan.FromSeconds(5), TimeSpan.FromDays(10));
        await World.AdvanceAsync(TimeSpan.FromDays(10));

        Assert.Empty(await World.ListAsync<Key>(""));
        Assert.Empty(await World.ListAsync<KeyMaterial>(""));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task A_primary_key_that_waits_cannot_be_used_and_can_be_kept()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        await GivenReplicaAsync(key, Ireland);
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = key.Id });

        Assert.Equal($"{key.Arn} is pending replica deletion.", await RefusedAsync<KMSInvalidStateException>(() => EncryptedAsync(key, "x")));
        await World.CallAsync(new CancelKeyDeletion(), new() { KeyId = key.Id });

        var kept = await KeyAsync(key.Id);
        Assert.Equal(("Disabled", null), (kept.State, kept.PendingWindowInDays));
    }

    [Fact]
    public async Task A_replica_goes_alone_and_can_be_made_again()
    {
        var key = await GivenKeyAsync(multiRegion: true);
        var replica = await GivenReplicaAsync(key, Ireland);
        await World.CallAsync(new ScheduleKeyDeletion(), new() { KeyId = replica.Id, PendingWindowInDays = 7 }, region: Ireland);
        Assert.Equal(["eu-west-1"], (await KeyAsync(key.Id)).ReplicaRegions);

        await World.AdvanceAsync(TimeSpan.FromDays(8));
        var left = await KeyAsync(key.Id);
        var again = await GivenReplicaAsync(key, Ireland);

        Assert.Equal("Enabled", left.State);
        Assert.Empty(left.ReplicaRegions);
        Assert.Equal(key.CurrentMaterialId, again.CurrentMaterialId);
    }
}
