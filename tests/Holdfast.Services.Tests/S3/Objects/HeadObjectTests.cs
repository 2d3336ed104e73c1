using Holdfast.Services.S3;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class HeadObjectTests : S3Tests
{
    [Fact]
    public async Task Says_all_that_is_known()
    {
        await GivenBucketAsync();
        await PutAsync(new()
        {
            Bucket = Bucket,
            Key = "k",
            Body = BodyOf([1, 2, 3]),
            ContentType = "text/plain",
            CacheControl = "no-store",
            ContentEncoding = "aws-chunked,gzip",
            WebsiteRedirectLocation = "/there",
            Metadata = new Dictionary<string, string> { ["Name"] = "Zoë" },
            Tagging = "a=1&b=2",
        });

        var head = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });

        Assert.Equal(
            (3L, "text/plain", "no-store", "gzip", "/there", 2, "bytes", ServerSideEncryption.AES256),
            (head.ContentLength, head.ContentType, head.CacheControl, head.ContentEncoding, head.WebsiteRedirectLocation, head.TagCount, head.AcceptRanges, head.ServerSideEncryption));
        Assert.Equal("=?UTF-8?B?Wm/Dqw==?=", head.Metadata!["name"]);
        Assert.NotNull(head.ChecksumCRC64NVME);
        Assert.Equal(World.Now, head.LastModified);
    }

    [Fact]
    public async Task Gives_the_headers_that_the_request_wants()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        var head = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k", ResponseContentType = "a/b", Range = "bytes=1-2" });

        Assert.Equal(("a/b", "bytes 1-2/4", 2L), (head.ContentType, head.ContentRange, head.ContentLength));
    }

    [Fact]
    public async Task Refuses_what_there_is_not()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchKey", () => World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" }));
    }

    [Fact]
    public async Task Who_may_not_list_does_not_learn_that_it_is_missing()
    {
        await GivenBucketAsync();

        var target = await World.TargetAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" });

        Assert.Equal(["s3:ListBucket"], target.Also.Select(static also => also.Action));
    }

    [Fact]
    public async Task Who_may_list_by_the_bucket_s_list_learns_that_it_is_missing()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "ObjectWriter", PublicAccess = null, Acl = [new(AclPolicy.AllUsers, "READ")] });

        var target = await World.TargetAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" });

        Assert.Contains("s3:GetObject", target.Grants!, StringComparison.Ordinal);
        Assert.Contains("s3:ListBucket", Assert.Single(target.Also).Grants!, StringComparison.Ordinal);
    }
}
