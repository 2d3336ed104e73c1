using Holdfast.Services.S3;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Lifecycle;

/// <summary>A world in which lifecycle rules run.</summary>
public abstract class LifecycleTests : S3Tests
{
    /// <summary>Large enough for every storage class.</summary>
    protected const int Large = 128 << 10;

    private protected Task PutRulesAsync(params LifecycleRuleShape[] rules) => PutRulesAsync(minimum: null, rules);

    private protected Task PutRulesAsync(string? minimum, params LifecycleRuleShape[] rules)
        => World.CallAsync(
            new PutBucketLifecycleConfiguration(),
            new() { Bucket = Bucket, LifecycleConfiguration = new() { Rules = rules }, TransitionDefaultMinimumObjectSize = minimum });

    private protected static LifecycleRuleShape Expiring(int days, string prefix = "") => new()
    {
        ID = "expire",
        Status = ExpirationStatus.Enabled,
        Filter = new() { Prefix = prefix },
        Expiration = new() { Days = days },
    };

    private protected static LifecycleRuleShape Moving(string storageClass, int days) => new()
    {
        ID = storageClass,
        Status = ExpirationStatus.Enabled,
        Filter = new() { Prefix = "" },
        Transitions = [new() { Days = days, StorageClass = storageClass }],
    };

    private protected Task PutAsync(string key, int length, string? storageClass = null)
        => PutAsync(new() { Bucket = Bucket, Key = key, Body = BodyOf(new byte[length]), StorageClass = storageClass });

    private protected async Task<StoredObject?> CurrentAsync(string key)
        => (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, key)))?.Object;

    private protected async Task<IReadOnlyList<StoredObject>> PastAsync(string key)
        => [.. (await World.ListAsync<PastVersion>(PastVersion.PrefixOf(Bucket, key))).Select(static past => past.Object)];

    private protected async Task ChangeAsync(string key, Func<StoredObject, StoredObject> change)
    {
        using var transaction = World.Store.Begin(new("change", 0));
        var before = (await transaction.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, key), CancellationToken.None))!;
        transaction.Replace(before, new CurrentObject(change(before.Object)));
        await World.Store.CommitAsync(transaction, Store.Durability.Durable, CancellationToken.None);
    }

    protected Task AdvanceDaysAsync(int days) => World.AdvanceAsync(TimeSpan.FromDays(days));
}
