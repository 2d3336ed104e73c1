using Holdfast.Services.S3;
using Holdfast.Services.S3.Copying;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Copying;

public sealed class CopyObjectTests : S3Tests
{
    [Theory]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task Copies_bytes_headers_and_tags_under_a_key_of_their_own(int length)
    {
        await GivenBucketAsync();
        await GivenBucketAsync("other");
        await PutAsync(new()
        {
            Bucket = Bucket,
            Key = "a b+c",
            Body = BodyOf(new byte[length]),
            ContentType = "text/plain",
            Tagging = "team=red",
            StorageClass = StorageClass.StandardIa,
            Metadata = new Dictionary<string, string> { ["m"] = "1" },
        });

        var copied = await CopyAsync(new() { Bucket = "other", Key = "k", CopySource = $"{Bucket}/a%20b%2Bc", ServerSideEncryption = ServerSideEncryption.AwsKms });

        var head = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = "other", Key = "k" });
        Assert.Equal(new string('\0', length), await TextOfAsync("k", bucket: "other"));
        Assert.Equal(
            ("text/plain", 1, null, "1", ServerSideEncryption.AwsKms),
            (head.ContentType, head.TagCount, head.StorageClass, head.Metadata!["m"], head.ServerSideEncryption));
        Assert.Equal(copied.CopyObjectResult!.ETag, head.ETag);
    }

    [Fact]
    public async Task Takes_what_the_request_says_in_the_place_of_what_the_source_has()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[10]), ContentType = "text/plain", Tagging = "team=red" });

        await CopyAsync(new()
        {
            Bucket = Bucket,
            Key = "k",
            CopySource = $"/{Bucket}/k",
            MetadataDirective = MetadataDirective.REPLACE,
            ContentType = "text/html",
            TaggingDirective = TaggingDirective.REPLACE,
            Tagging = "a=1&b=2",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        });

        var head = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal(("text/html", 2), (head.ContentType, head.TagCount));
        Assert.Equal("AdRIKcd4VFGxy78Ru9BFIlVgF63vtk3JQf7rQMoGkZw=".Length, head.ChecksumSHA256!.Length);
    }

    [Fact]
    public async Task Copies_an_older_version_over_the_latest()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        var first = await PutAsync("k", "first");
        await PutAsync("k", "second");

        var copied = await CopyAsync(new() { Bucket = Bucket, Key = "k", CopySource = $"{Bucket}/k?versionId={first.VersionId}" });

        Assert.Equal("first", await TextOfAsync("k"));
        Assert.Equal(first.VersionId, copied.CopySourceVersionId);
    }

    [Fact]
    public async Task Refuses_a_source_that_cannot_be_copied()
    {
        await GivenBucketAsync();
        var put = await PutAsync("k", "text");
        CopyObjectRequest request = new() { Bucket = Bucket, Key = "to", CopySource = $"{Bucket}/k" };

        await RefusedAsync("NoSuchKey", () => CopyAsync(request with { CopySource = $"{Bucket}/missing" }));
        await RefusedAsync("NoSuchBucket", () => CopyAsync(request with { CopySource = "nowhere/k" }));
        await RefusedAsync("InvalidArgument", () => CopyAsync(request with { CopySource = "nowhere" }));
        await RefusedAsync("PreconditionFailed", () => CopyAsync(request with { CopySourceIfMatch = "other" }));
        await RefusedAsync("PreconditionFailed", () => CopyAsync(request with { CopySourceIfNoneMatch = put.ETag }));
        await RefusedAsync("PreconditionFailed", () => CopyAsync(request with { CopySourceIfModifiedSince = World.Now }));
        await RefusedAsync("InvalidArgument", () => CopyAsync(request with { MetadataDirective = "KEEP" }));
        var error = await RefusedAsync("InvalidRequest", () => CopyAsync(request with { Key = "k" }));
        Assert.StartsWith("This copy request is illegal because it is trying to copy an object to itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_the_source_as_well_as_for_the_copy()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]), Tagging = "a=b" });

        var target = await World.TargetAsync(
            new CopyObject(Parts.Get<BodyCopies>(), Envelopes), new() { Bucket = Bucket, Key = "to", CopySource = $"{Bucket}/k" });

        Assert.Equal("arn:aws:s3:::evidence/to", target.Resource.Value);
        Assert.Equal(
            ["s3:GetObject arn:aws:s3:::evidence/k", "s3:GetObjectTagging arn:aws:s3:::evidence/k", "s3:PutObjectTagging arn:aws:s3:::evidence/to"],
            target.Also.Select(static also => $"{also.Action} {also.Resource.Value}").Order(StringComparer.Ordinal));
    }

    private Task<CopyObjectResponse> CopyAsync(CopyObjectRequest request) => World.CallAsync(new CopyObject(Parts.Get<BodyCopies>(), Envelopes), request);
}
