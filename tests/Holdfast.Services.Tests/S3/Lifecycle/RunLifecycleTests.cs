using Holdfast.Services.S3;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Lifecycle;

public sealed class RunLifecycleTests : LifecycleTests
{
    [Fact]
    public async Task Expires_what_is_old_enough_at_the_midnight_after_its_days()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(3, "logs/"));
        await World.AdvanceAsync(TimeSpan.FromHours(10.5));
        await PutAsync("logs/a", "text");
        await PutAsync("other", "text");

        await World.AdvanceAsync(TimeSpan.FromDays(3) + TimeSpan.FromHours(13));
        Assert.NotNull(await CurrentAsync("logs/a"));
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(new(2030, 1, 5, 0, 30, 0, TimeSpan.Zero), World.Now);
        Assert.Null(await CurrentAsync("logs/a"));
        Assert.NotNull(await CurrentAsync("other"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Falls_down_the_waterfall_in_a_year_and_goes_at_its_end()
    {
        await GivenBucketAsync();
        await PutRulesAsync(
            Moving(StorageClass.StandardIa, 30),
            Moving(StorageClass.GlacierIr, 60),
            Moving(StorageClass.GLACIER, 90),
            Moving(StorageClass.DeepArchive, 180),
            Expiring(364));
        await PutAsync("k", Large);
        var seen = new List<string?>();

        for (var day = 0; day < 366; day++)
        {
            await AdvanceDaysAsync(1);
            var storageClass = await CurrentAsync("k") is { } current ? StorageClasses.Of(current) : null;
            if (seen.Count == 0 || seen[^1] != storageClass)
            {
                seen.Add(storageClass);
            }
        }

        Assert.Equal([StorageClass.STANDARD, StorageClass.StandardIa, StorageClass.GlacierIr, StorageClass.GLACIER, StorageClass.DeepArchive, null], seen);
        Assert.Empty(await FilesAsync());
        Assert.Empty(await FilesAsync("cold"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Chooses_the_cheapest_of_those_that_are_due()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Moving(StorageClass.GLACIER, 0), Moving(StorageClass.IntelligentTiering, 0));
        await PutAsync("k", Large);

        await AdvanceDaysAsync(2);

        Assert.Equal(StorageClass.GLACIER, (await CurrentAsync("k"))!.StorageClass);
    }

    [Theory]
    [InlineData(null, StorageClass.GLACIER, false)]
    [InlineData(TransitionDefaultMinimumObjectSize.VariesByStorageClass, StorageClass.GLACIER, true)]
    [InlineData(TransitionDefaultMinimumObjectSize.VariesByStorageClass, StorageClass.GlacierIr, false)]
    public async Task Leaves_small_objects_where_they_are_unless_told(string? minimum, string storageClass, bool isMoved)
    {
        await GivenBucketAsync();
        await PutRulesAsync(minimum, Moving(storageClass, 1));
        await PutAsync("k", Large - 1);

        await AdvanceDaysAsync(3);

        Assert.Equal(isMoved ? storageClass : null, (await CurrentAsync("k"))!.StorageClass);
    }

    [Fact]
    public async Task A_rule_that_says_a_size_moves_small_objects_too()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Moving(StorageClass.GlacierIr, 1) with { Filter = new() { ObjectSizeGreaterThan = 10 } });
        await PutAsync("small", 11);
        await PutAsync("smaller", 10);

        await AdvanceDaysAsync(3);

        Assert.Equal(StorageClass.GlacierIr, (await CurrentAsync("small"))!.StorageClass);
        Assert.Null((await CurrentAsync("smaller"))!.StorageClass);
    }

    [Theory]
    [InlineData(StorageClass.StandardIa)]
    [InlineData(StorageClass.OnezoneIa)]
    public async Task Nothing_moves_to_infrequent_access_before_it_is_thirty_days_old(string storageClass)
    {
        await GivenBucketAsync();
        await PutRulesAsync(MovingFrom(January(10), storageClass));
        await PutAsync("k", Large);

        await AdvanceDaysAsync(29);
        Assert.Null((await CurrentAsync("k"))!.StorageClass);
        await AdvanceDaysAsync(2);

        Assert.Equal(storageClass, (await CurrentAsync("k"))!.StorageClass);
    }

    [Fact]
    public async Task Moves_from_a_date_on_what_is_there_and_what_comes_later()
    {
        await GivenBucketAsync();
        await PutRulesAsync(MovingFrom(January(10), StorageClass.GlacierIr));
        await PutAsync("early", Large);

        await World.AdvanceAsync(TimeSpan.FromDays(9) - TimeSpan.FromSeconds(1));
        Assert.Null((await CurrentAsync("early"))!.StorageClass);
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        await World.SettleAsync();
        Assert.Equal(StorageClass.GlacierIr, (await CurrentAsync("early"))!.StorageClass);

        await PutAsync("late", Large);
        await AdvanceDaysAsync(2);
        Assert.Equal(StorageClass.GlacierIr, (await CurrentAsync("late"))!.StorageClass);
    }

    [Fact]
    public async Task Expires_from_a_date_on_what_is_there_and_what_comes_later()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(1) with { Expiration = new() { Date = January(5) } });
        await PutAsync("early", "text");

        await World.AdvanceAsync(TimeSpan.FromDays(4) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await CurrentAsync("early"));
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        await World.SettleAsync();
        Assert.Null(await CurrentAsync("early"));

        await PutAsync("late", "text");
        await AdvanceDaysAsync(2);
        Assert.Null(await CurrentAsync("late"));
    }

    [Fact]
    public async Task Moves_noncurrent_versions_by_when_they_were_superseded_and_leaves_the_newest_of_them()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutRulesAsync(new LifecycleRuleShape
        {
            ID = "old",
            Status = ExpirationStatus.Enabled,
            Filter = new() { Prefix = "" },
            NoncurrentVersionTransitions = [new() { NoncurrentDays = 5, StorageClass = StorageClass.GlacierIr, NewerNoncurrentVersions = 1 }],
        });
        await PutAsync("k", Large);
        await AdvanceDaysAsync(10);
        await PutAsync("k", Large + 1);
        await PutAsync("k", Large + 2);

        await AdvanceDaysAsync(5);
        Assert.All(await PastAsync("k"), static past => Assert.Null(past.StorageClass));
        await AdvanceDaysAsync(2);

        Assert.Null((await CurrentAsync("k"))!.StorageClass);
        Assert.Equal([(Large + 1, null), (Large, StorageClass.GlacierIr)], (await PastAsync("k")).Select(static past => (past.Size, past.StorageClass)));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public async Task A_size_filter_leaves_its_bounds_out(int size, bool isExpired)
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(1) with { Filter = new() { And = new() { ObjectSizeGreaterThan = 10, ObjectSizeLessThan = 20 } } });
        await PutAsync("k", size);

        await AdvanceDaysAsync(3);

        Assert.Equal(isExpired, await CurrentAsync("k") is null);
    }

    [Fact]
    public async Task Looks_at_tags_and_sizes_together()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(1) with
        {
            Filter = new() { And = new() { Prefix = "a", Tags = [new() { Key = "keep", Value = "no" }], ObjectSizeLessThan = 5 } },
        });
        foreach (var (key, length) in new[] { ("a1", 4), ("a2", 5), ("b1", 4), ("a3", 4) })
        {
            await PutAsync(key, length);
            if (key != "a3")
            {
                await ChangeAsync(key, static before => before with { Tags = new Dictionary<string, string> { ["keep"] = "no" } });
            }
        }

        await AdvanceDaysAsync(3);

        Assert.Equal(["a2", "a3", "b1"], (await World.ListAsync<CurrentObject>($"{Bucket}/")).Select(static current => current.Object.Key));
    }

    [Fact]
    public async Task In_a_versioned_bucket_expires_by_a_delete_marker_and_removes_versions_and_marker_later()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutRulesAsync(Expiring(1), new LifecycleRuleShape
        {
            ID = "old",
            Status = ExpirationStatus.Enabled,
            Filter = new() { Prefix = "" },
            NoncurrentVersionExpiration = new() { NoncurrentDays = 2 },
        });
        await PutAsync("k", "text");

        await AdvanceDaysAsync(2);
        await World.SettleAsync();
        Assert.Null(await CurrentAsync("k"));
        Assert.Collection(await PastAsync("k"), static marker => Assert.True(marker.IsDeleteMarker), static version => Assert.Equal(4, version.Size));

        // The marker goes a day after the last version under it.
        await AdvanceDaysAsync(5);
        Assert.Empty(await PastAsync("k"));
    }

    [Fact]
    public async Task Keeps_as_many_newer_noncurrent_versions_as_the_rule_says()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutRulesAsync(new LifecycleRuleShape
        {
            ID = "old",
            Status = ExpirationStatus.Enabled,
            Filter = new() { Prefix = "" },
            NoncurrentVersionExpiration = new() { NoncurrentDays = 1, NewerNoncurrentVersions = 2 },
        });
        foreach (var text in new[] { "1", "22", "333", "4444", "55555" })
        {
            await PutAsync("k", text);
            await World.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await AdvanceDaysAsync(3);

        Assert.Equal(5, (await CurrentAsync("k"))!.Size);
        Assert.Equal([4, 3], (await PastAsync("k")).Select(static past => past.Size));
    }

    [Fact]
    public async Task Leaves_what_is_locked()
    {
        await GivenBucketAsync(isLocked: true);
        await PutRulesAsync(new LifecycleRuleShape
        {
            ID = "old",
            Status = ExpirationStatus.Enabled,
            Filter = new() { Prefix = "" },
            NoncurrentVersionExpiration = new() { NoncurrentDays = 1 },
        });
        await PutAsync("held", "old");
        await ChangeAsync("held", static before => before with { HasLegalHold = true });
        await PutAsync("retained", "old");
        await ChangeAsync("retained", before => before with { LockMode = "COMPLIANCE", LockedUntil = World.Now.AddDays(10) });
        await PutAsync("held", "new");
        await PutAsync("retained", "new");

        await AdvanceDaysAsync(9);
        Assert.Single(await PastAsync("held"));
        Assert.Single(await PastAsync("retained"));
        await AdvanceDaysAsync(3);

        Assert.Single(await PastAsync("held"));
        Assert.Empty(await PastAsync("retained"));
    }

    [Fact]
    public async Task Sweeps_a_delete_marker_under_which_nothing_is_left()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutRulesAsync(new LifecycleRuleShape
        {
            ID = "markers",
            Status = ExpirationStatus.Enabled,
            Filter = new() { Prefix = "" },
            Expiration = new() { ExpiredObjectDeleteMarker = true },
        });
        var put = await PutAsync("gone", "text");
        await PutAsync("hidden", "text");
        foreach (var key in new[] { "gone", "hidden" })
        {
            await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = key });
        }

        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "gone", VersionId = put.VersionId });
        await AdvanceDaysAsync(2);

        Assert.Empty(await PastAsync("gone"));
        Assert.Equal(2, (await PastAsync("hidden")).Count);
    }

    [Fact]
    public async Task Goes_over_many_objects_in_steps()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(1));
        var total = (2 * LifecycleWalk.StepSize) + 7;
        for (var i = 0; i < total; i++)
        {
            await PutAsync($"k{i:D5}", "x");
        }

        await AdvanceDaysAsync(3);

        Assert.Empty(await World.ListAsync<CurrentObject>($"{Bucket}/"));
        Assert.Empty(await World.ListAsync<LifecycleRun>(""));
    }

    [Fact]
    public async Task A_disabled_rule_does_nothing()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(1) with { Status = ExpirationStatus.Disabled });
        await PutAsync("k", "text");

        await AdvanceDaysAsync(10);

        Assert.NotNull(await CurrentAsync("k"));
    }

    [Fact]
    public async Task Tells_in_a_header_when_an_object_goes()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(30, "other"), Expiring(3) with { ID = "three days" }, Expiring(10) with { ID = "ten" });
        await PutAsync("k", "text");
        using var transaction = World.Store.Begin(new("read", 0));

        var header = await ExpirationHeader.OfAsync(transaction, await BucketAsync(), (await CurrentAsync("k"))!, CancellationToken.None);

        Assert.Equal("expiry-date=\"Sat, 05 Jan 2030 00:00:00 GMT\", rule-id=\"three%20days\"", header);
    }

    private static DateTimeOffset January(int day) => new(2030, 1, day, 0, 0, 0, TimeSpan.Zero);

    private static LifecycleRuleShape MovingFrom(DateTimeOffset date, string storageClass)
        => Moving(storageClass, 0) with { Transitions = [new() { Date = date, StorageClass = storageClass }] };
}
