using CsCheck;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Listing;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Listing;

public sealed class ListObjectVersionsTests : ListingTests
{
    [Fact]
    public async Task Lists_the_versions_of_each_key_from_the_newest_to_the_oldest()
    {
        await GivenBucketAsync();
        await PutAsync("b", "plain");
        await ChangeBucketAsync(Bucket, bucket => bucket with { Versioning = "Enabled" });
        var first = await PutAsync("a", "1");
        var second = await PutAsync("a", "2");
        var marker = await DeleteAsync("b");

        var page = await ListAsync(new() { Bucket = Bucket });

        Assert.Equal(
            [$"a {second.VersionId} True", $"a {first.VersionId} False", "b null False"],
            page.Versions!.Select(version => $"{version.Key} {version.VersionId} {version.IsLatest}"));
        Assert.Equal([$"b {marker} True"], page.DeleteMarkers!.Select(version => $"{version.Key} {version.VersionId} {version.IsLatest}"));
    }

    [Fact]
    public async Task Lists_hostile_keys_that_were_deleted_in_the_order_of_their_bytes()
    {
        await GivenBucketAsync(versioning: "Enabled");
        var ordinal = 0L;
        await World.WriteAsync(transaction =>
        {
            foreach (var key in HostileKeys)
            {
                transaction.Insert(new PastVersion(Stored(key, ++ordinal, isMarker: true)));
            }
        });

        Assert.Equal(InOrder(HostileKeys), (await AllAsync(new() { Bucket = Bucket, MaxKeys = 3 })).Select(static entry => entry.Key));
    }

    [Fact]
    public async Task Goes_on_after_a_version_that_was_deleted_since_it_was_listed()
    {
        await GivenBucketAsync();
        await PutAsync("k", "0");
        await ChangeBucketAsync(Bucket, bucket => bucket with { Versioning = "Enabled" });
        for (var number = 1; number < 7; number++)
        {
            await PutAsync("k", $"{number}");
        }

        var seen = 0;
        for (var request = new ListObjectVersionsRequest { Bucket = Bucket, MaxKeys = 2 }; ;)
        {
            var page = await ListAsync(request);
            foreach (var version in page.Versions!)
            {
                await DeleteAsync("k", version.VersionId);
                seen++;
            }

            if (page.IsTruncated != true)
            {
                break;
            }

            Assert.True(seen < 20);
            request = request with { KeyMarker = page.NextKeyMarker, VersionIdMarker = page.NextVersionIdMarker };
        }

        Assert.Equal(7, seen);
        Assert.Empty((await ListAsync(new() { Bucket = Bucket })).Versions!);
    }

    [Fact]
    public async Task Refuses_markers_that_make_no_sense()
    {
        await GivenBucketAsync();

        var alone = await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, VersionIdMarker = "null" }));
        var wrong = await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, KeyMarker = "k", VersionIdMarker = "nonsense" }));
        await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, MaxKeys = -1 }));

        Assert.Equal("A version-id marker cannot be specified without a key marker.", alone.Message);
        Assert.Equal("Invalid version id specified", wrong.Message);
    }

    [Fact]
    public async Task Lists_what_the_plainest_way_would()
    {
        await GivenBucketAsync();
        var keys = Gen.Char["ab/\0"].Array[1, 4].Select(static letters => new string(letters));
        var put = Gen.Select(keys, Gen.Int[1, 6], Gen.Bool, static (key, count, isDeleted) => (key, count, isDeleted));
        await Gen.Select(put.Array[0, 12], Gen.Int[1, 5], Gen.Bool).SampleAsync(
            async (puts, most, isRolled) =>
            {
                var given = await ReplaceAsync(puts.DistinctBy(static one => one.key));
                var delimiter = isRolled ? "/" : null;
                var expected = InOrder(given.Select(static version => version.Key).Distinct()).SelectMany(
                    key => isRolled && key.Contains('/', StringComparison.Ordinal)
                        ? [(key[..(key.IndexOf('/', StringComparison.Ordinal) + 1)], (string?)null)]
                        : given.Where(version => version.Key == key).OrderByDescending(static version => version.Ordinal).Select(static version => (version.Key, (string?)version.VersionId)));
                var listed = await AllAsync(new() { Bucket = Bucket, Delimiter = delimiter, MaxKeys = most });

                Assert.Equal(expected.Distinct(), listed.Select(static one => (one.Key, one.VersionId)));
                Assert.All(
                    listed.Where(static one => one.VersionId is not null).GroupBy(static one => one.Key),
                    static versions => Assert.Equal([true, .. Enumerable.Repeat(false, versions.Count() - 1)], versions.Select(static one => one.IsLatest)));
            },
            iter: 200,
            threads: 1);
    }

    private async Task<List<StoredObject>> ReplaceAsync(IEnumerable<(string Key, int Count, bool IsDeleted)> puts)
    {
        var given = new List<StoredObject>();
        using var transaction = World.Store.Begin(new("replace", 0));
        foreach (var stored in await transaction.ListAsync<CurrentObject>("", after: null, int.MaxValue, CancellationToken.None))
        {
            transaction.Delete(stored);
        }

        foreach (var stored in await transaction.ListAsync<PastVersion>("", after: null, int.MaxValue, CancellationToken.None))
        {
            transaction.Delete(stored);
        }

        foreach (var (key, count, isDeleted) in puts)
        {
            for (var ordinal = 1; ordinal <= count; ordinal++)
            {
                var version = Stored(key, ordinal, isDeleted && ordinal == count, ordinal == 2 ? "null" : null);
                given.Add(version);
                if (ordinal == count && !isDeleted)
                {
                    await transaction.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, key), CancellationToken.None);
                    transaction.Insert(new CurrentObject(version));
                }
                else
                {
                    await transaction.FindAsync<PastVersion>(new PastVersion(version).Key, CancellationToken.None);
                    transaction.Insert(new PastVersion(version));
                }
            }
        }

        await World.Store.CommitAsync(transaction, Store.Durability.Durable, CancellationToken.None);
        return given;
    }

    private Task<ListObjectVersionsResponse> ListAsync(ListObjectVersionsRequest request) => World.CallAsync(new ListObjectVersions(), request);

    private async Task<string?> DeleteAsync(string key, string? versionId = null)
        => (await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = key, VersionId = versionId })).VersionId;

    // All pages. A page tells versions and delete markers apart, so their common order is found again by key and age.
    private async Task<IReadOnlyList<(string Key, string? VersionId, bool IsLatest)>> AllAsync(ListObjectVersionsRequest request)
    {
        var all = new List<(string, string?, bool)>();
        for (var next = request; ;)
        {
            var page = await ListAsync(next);
            (string Key, string? Id, bool IsLatest)[] entries =
            [
                .. page.DeleteMarkers!.Select(static one => (one.Key!, (string?)one.VersionId, one.IsLatest == true)),
                .. page.Versions!.Select(static one => (one.Key!, (string?)one.VersionId, one.IsLatest == true)),
                .. page.CommonPrefixes?.Select(static one => (one.Prefix!, (string?)null, false)) ?? [],
            ];
            Assert.True(entries.Length <= request.MaxKeys);
            foreach (var key in InOrder(entries.Select(static entry => entry.Key).Distinct()))
            {
                all.AddRange(entries.Where(entry => entry.Key == key));
            }

            if (page.IsTruncated != true)
            {
                return all;
            }

            next = request with { KeyMarker = page.NextKeyMarker, VersionIdMarker = page.NextVersionIdMarker };
        }
    }
}
