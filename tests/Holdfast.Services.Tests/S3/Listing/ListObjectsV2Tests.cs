using CsCheck;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Listing;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Listing;

public sealed class ListObjectsV2Tests : ListingTests
{
    private static readonly Gen<string> Keys = Gen.Char["ab/\0é\U0001F512"[..5]].Array[1, 6].Select(static letters => new string(letters));

    [Fact]
    public async Task Lists_hostile_keys_in_the_order_of_their_bytes_page_by_page()
    {
        await GivenObjectsAsync(HostileKeys);

        Assert.Equal(InOrder(HostileKeys), await AllAsync(new() { Bucket = Bucket, MaxKeys = 3 }));
    }

    [Fact]
    public async Task Tells_of_an_object_what_is_kept()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        var response = await ListAsync(new() { Bucket = Bucket, FetchOwner = true });

        var listed = Assert.Single(response.Contents!);
        Assert.Equal(("k", 4L, "STANDARD", World.Now), (listed.Key, listed.Size, listed.StorageClass, listed.LastModified));
        Assert.Equal("\"1cb251ec0d568de6a929b520c4aed8d1\"", listed.ETag);
        Assert.Equal(["CRC64NVME"], listed.ChecksumAlgorithm!);
        Assert.NotNull(listed.Owner?.ID);
        Assert.Equal((1, 1000, false), (response.KeyCount, response.MaxKeys, response.IsTruncated));
        Assert.Null((await ListAsync(new() { Bucket = Bucket })).Contents![0].Owner);
    }

    [Fact]
    public async Task Rolls_keys_up_to_their_delimiter_and_counts_common_prefixes()
    {
        await GivenObjectsAsync("asdf", "boo/bar", "boo/baz/xyzzy", "cquux/thud", "cquux/bla");

        var first = await ListAsync(new() { Bucket = Bucket, Delimiter = "/", MaxKeys = 2 });
        var second = await ListAsync(new() { Bucket = Bucket, Delimiter = "/", MaxKeys = 2, ContinuationToken = first.NextContinuationToken });

        Assert.Equal(["asdf"], first.Contents!.Select(listed => listed.Key));
        Assert.Equal(["boo/"], first.CommonPrefixes!.Select(common => common.Prefix));
        Assert.Equal((2, true), (first.KeyCount, first.IsTruncated));
        Assert.Equal(["cquux/"], second.CommonPrefixes!.Select(common => common.Prefix));
        Assert.Equal((1, false), (second.KeyCount, second.IsTruncated));
    }

    [Fact]
    public async Task Encodes_what_xml_cannot_carry()
    {
        await GivenObjectsAsync("foo+1/bar", "foo/bar/xyzzy", "quux ab/thud", "asdf+b", "\u0001");

        var response = await ListAsync(new() { Bucket = Bucket, Delimiter = "/", EncodingType = "url", StartAfter = "\0" });

        Assert.Equal(["%01", "asdf%2Bb"], response.Contents!.Select(listed => listed.Key));
        Assert.Equal(["foo%2B1/", "foo/", "quux%20ab/"], response.CommonPrefixes!.Select(common => common.Prefix));
        Assert.Equal(("/", "%00", "url"), (response.Delimiter, response.StartAfter, response.EncodingType));
    }

    [Fact]
    public async Task Answers_nothing_to_who_asks_for_nothing()
    {
        await GivenObjectsAsync("a", "b");

        var response = await ListAsync(new() { Bucket = Bucket, MaxKeys = 0 });

        Assert.Empty(response.Contents!);
        Assert.Equal((0, false), (response.KeyCount, response.IsTruncated));
    }

    [Fact]
    public async Task Gives_no_more_than_a_thousand_at_a_time()
    {
        await GivenObjectsAsync(Enumerable.Range(0, 1_001).Select(number => $"{number:D4}"));

        var response = await ListAsync(new() { Bucket = Bucket, MaxKeys = 5_000 });

        Assert.Equal((1_000, 1_000, true), (response.KeyCount, response.MaxKeys, response.IsTruncated));
    }

    [Fact]
    public async Task Refuses_what_makes_no_sense()
    {
        await GivenObjectsAsync("a");

        var negative = await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, MaxKeys = -1 }));
        var token = await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, ContinuationToken = "nonsense" }));
        await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, ContinuationToken = "AAAAAGE" }));
        var encoding = await RefusedAsync("InvalidArgument", () => ListAsync(new() { Bucket = Bucket, EncodingType = "base64" }));

        Assert.Equal("Argument maxKeys must be an integer between 0 and 2147483647", negative.Message);
        Assert.Equal("The continuation token provided is incorrect", token.Message);
        Assert.Equal("Invalid Encoding Method specified in Request", encoding.Message);
        await RefusedAsync("NoSuchBucket", () => ListAsync(new() { Bucket = "nowhere" }));
        await RefusedAsync("AccessDenied", () => ListAsync(new() { Bucket = Bucket, ExpectedBucketOwner = "444455556666" }));
    }

    [Fact]
    public async Task Leaps_over_what_a_common_prefix_stands_for()
    {
        await GivenObjectsAsync(Enumerable.Range(0, 5_000).Select(number => $"{number % 5}/{number:D4}").Append("z"));
        var reads = new CountedSnapshot();

        using var transaction = World.Store.Begin(new("list", 0));
        var terms = ListingTerms.Of(Bucket, null, "/", null, null);
        var page = transaction.ReadSnapshot(snapshot => ListingPage.Take(new ListedObjects(reads.Of(snapshot), terms, ""), terms));

        Assert.Equal(5, page.CommonPrefixes.Count);
        Assert.Equal("z", Assert.Single(page.Versions).Object.Key);
        Assert.InRange(reads.Records, 6, 60);
    }

    [Fact]
    public async Task Does_not_conflict_with_what_is_put_meanwhile()
    {
        await GivenObjectsAsync("a", "c");
        using var transaction = World.Store.Begin(new("list", 0));
        var call = World.NewCall(transaction, "list");

        await new ListObjectsV2().ExecuteAsync(new() { Bucket = Bucket }, call, CancellationToken.None);
        await PutAsync("b", "text");

        Assert.Equal(Store.CommitOutcome.Committed, await World.Store.CommitAsync(transaction, Store.Durability.Deferred, CancellationToken.None));
        Assert.Equal(["a", "b", "c"], await AllAsync(new() { Bucket = Bucket }));
    }

    [Fact]
    public async Task Names_the_condition_keys_of_what_it_was_asked()
    {
        await GivenBucketAsync();

        var target = await World.TargetAsync(new ListObjectsV2(), new() { Bucket = Bucket, Prefix = "home/", Delimiter = "/", MaxKeys = 7 });

        Assert.Equal(["s3:prefix home/", "s3:delimiter /", "s3:max-keys 7"], target.Context.Select(key => $"{key.Name} {key.Values[0]}"));
    }

    [Fact]
    public async Task Lists_what_the_plainest_way_would()
    {
        await GivenBucketAsync();
        await Gen.Select(Keys.HashSet[0, 40], Keys, Keys, Gen.Int[0, 3], Gen.Int[1, 5]).SampleAsync(
            async (keys, prefixed, marker, shape, most) =>
            {
                await ReplaceObjectsAsync(keys);
                var prefix = (shape & 1) == 0 ? "" : prefixed[..1];
                var delimiter = (shape & 2) == 0 ? null : prefixed.Length > 3 ? prefixed[^2..] : "/";

                Assert.Equal(Naive(keys, prefix, delimiter, ""), await AllAsync(new() { Bucket = Bucket, Prefix = prefix, Delimiter = delimiter, MaxKeys = most }));
                Assert.Equal(
                    Naive(keys, prefix, delimiter, marker),
                    await AllAsync(new() { Bucket = Bucket, Prefix = prefix, Delimiter = delimiter, StartAfter = marker, MaxKeys = most }));
            },
            iter: 300,
            threads: 1);
    }

    private async Task ReplaceObjectsAsync(IEnumerable<string> keys)
    {
        using var transaction = World.Store.Begin(new("replace", 0));
        foreach (var stored in await transaction.ListAsync<CurrentObject>("", after: null, int.MaxValue, CancellationToken.None))
        {
            transaction.Delete(stored);
        }

        foreach (var key in keys)
        {
            var found = await transaction.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, key), CancellationToken.None);
            transaction.Insert(new CurrentObject(Stored(key, 1)));
            Assert.Null(found);
        }

        await World.Store.CommitAsync(transaction, Store.Durability.Durable, CancellationToken.None);
    }

    private Task<ListObjectsV2Response> ListAsync(ListObjectsV2Request request) => World.CallAsync(new ListObjectsV2(), request);

    // All pages: keys and common prefixes in their order.
    private async Task<IReadOnlyList<string>> AllAsync(ListObjectsV2Request request)
    {
        var all = new List<string>();
        for (string? token = null; ;)
        {
            var page = await ListAsync(request with { ContinuationToken = token });
            Assert.True(page.KeyCount <= request.MaxKeys || request.MaxKeys is null);
            all.AddRange(InOrder([.. page.Contents!.Select(listed => listed.Key!), .. page.CommonPrefixes?.Select(common => common.Prefix!) ?? []]));
            token = page.NextContinuationToken;
            if (page.IsTruncated != true)
            {
                Assert.Null(token);
                return all;
            }
        }
    }
}
