using Holdfast.Kernel.Ids;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Objects;

public sealed class PutObjectTests : S3Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8 << 10)]
    [InlineData((8 << 10) + 1)]
    [InlineData(64 << 10)]
    [InlineData((64 << 10) + 1)]
    [InlineData(300_000)]
    public async Task Keeps_what_it_was_given(int length)
    {
        await GivenBucketAsync();
        var bytes = new byte[length];
        World.Ids.Fill(bytes);

        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(bytes) });

        var response = await World.CallAsync(new GetObject(Bodies, Envelopes), new() { Bucket = Bucket, Key = "k" });
        Assert.Equal(bytes, await BytesOfAsync(response.Body!));
        Assert.Equal(length, response.ContentLength);
        Assert.Equal($"\"{Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(bytes))}\"", response.ETag);
    }

    [Fact]
    public async Task Lets_go_of_what_it_replaces()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[100_000]) });
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[90_000]) });

        Assert.Equal(2, (await FilesAsync()).Count);
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Single(await FilesAsync());
        Assert.Equal(90_000, (await TextOfAsync("k")).Length);
    }

    [Fact]
    public async Task Leaves_nothing_of_a_body_that_is_not_what_the_request_says()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("BadDigest", () => PutAsync(
            new() { Bucket = Bucket, Key = "k", Body = BodyOf(new byte[100_000]), ContentMD5 = "1B2M2Y8AsgTpgAmY7PhCfg==" }));

        Assert.Equal("The Content-MD5 you specified did not match what we received.", error.Message);
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task A_versioned_bucket_keeps_what_was_there()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        var first = await PutAsync("k", "first");
        var second = await PutAsync("k", "second");

        Assert.Equal("second", await TextOfAsync("k"));
        Assert.Equal("first", await TextOfAsync("k", first.VersionId));
        Assert.NotEqual(first.VersionId, second.VersionId);
    }

    [Theory]
    [InlineData("AAAAAA==", "BadDigest", "The CRC32 you specified did not match the calculated checksum.")]
    [InlineData("no sum", "InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid.")]
    public async Task Refuses_a_checksum_that_is_not_the_bodys(string sum, string code, string message)
    {
        await GivenBucketAsync();

        var error = await RefusedAsync(code, () => PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]), ChecksumCRC32 = sum }));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Refuses_several_checksums()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("InvalidRequest", () => PutAsync(
            new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]), ChecksumCRC32 = "pQXfqw==", ChecksumSHA1 = "v4tFMNj0vVlMH10RYjvjFnL6mYs=" }));

        Assert.Equal("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.", error.Message);
    }

    [Fact]
    public async Task Writes_only_where_nothing_is_or_what_the_client_knows()
    {
        await GivenBucketAsync();
        PutObjectRequest request = new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]) };
        await RefusedAsync("NoSuchKey", () => PutAsync(request with { IfMatch = "x" }));
        var put = await PutAsync(request with { IfNoneMatch = "*" });

        Assert.Equal(412, (await RefusedAsync("PreconditionFailed", () => PutAsync(request with { IfNoneMatch = "*" }))).Status);
        await RefusedAsync("PreconditionFailed", () => PutAsync(request with { IfMatch = "x" }));
        await RefusedAsync("NotImplemented", () => PutAsync(request with { IfNoneMatch = "x" }));
        await PutAsync(request with { IfMatch = put.ETag });
    }

    [Fact]
    public async Task Refuses_what_is_too_long()
    {
        await GivenBucketAsync();
        PutObjectRequest request = new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]) };
        await PutAsync(request with { Key = new string('\u00e9', 512) });

        await RefusedAsync("KeyTooLongError", () => PutAsync(request with { Key = new string('\u00e9', 512) + "k" }));
        await RefusedAsync("MetadataTooLarge", () => PutAsync(request with { Metadata = new Dictionary<string, string> { ["k"] = new('v', 2_048) } }));
        await RefusedAsync("EntityTooLarge", () => PutAsync(request with { ContentLength = (5L << 30) + 1 }));
        await RefusedAsync("BadRequest", () => PutAsync(request with { Tagging = string.Join('&', Enumerable.Range(0, 11).Select(static one => $"t{one}=1")) }));
        await RefusedAsync("InvalidStorageClass", () => PutAsync(request with { StorageClass = "SNOW" }));
    }

    [Fact]
    public async Task Locks_what_is_to_be_locked()
    {
        await GivenBucketAsync(isLocked: true);
        await ChangeBucketAsync(Bucket, static bucket => bucket with { Lock = new() { Mode = ObjectLockMode.GOVERNANCE, Days = 3 } });
        PutObjectRequest request = new() { Bucket = Bucket, Key = "k", Body = BodyOf([]), ContentMD5 = "1B2M2Y8AsgTpgAmY7PhCfg==" };

        await PutAsync(request);
        var usual = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" });
        await PutAsync(request with
        {
            ObjectLockMode = ObjectLockMode.COMPLIANCE,
            ObjectLockRetainUntilDate = World.Now.AddYears(1),
            ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.ON,
        });
        var asked = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" });

        Assert.Equal((ObjectLockMode.GOVERNANCE, World.Now.AddDays(3)), (usual.ObjectLockMode, usual.ObjectLockRetainUntilDate));
        Assert.Equal(
            (ObjectLockMode.COMPLIANCE, World.Now.AddYears(1), ObjectLockLegalHoldStatus.ON),
            (asked.ObjectLockMode, asked.ObjectLockRetainUntilDate, asked.ObjectLockLegalHoldStatus));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { ObjectLockMode = ObjectLockMode.COMPLIANCE }));
        await RefusedAsync("InvalidArgument", () => PutAsync(
            request with { ObjectLockMode = ObjectLockMode.COMPLIANCE, ObjectLockRetainUntilDate = World.Now.AddDays(-1) }));
        await RefusedAsync("InvalidRequest", () => PutAsync(request with { ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.ON, ContentMD5 = null }));
    }

    [Fact]
    public async Task Refuses_locks_where_the_bucket_has_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidRequest", () => PutAsync(
            new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]), ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.ON }));
    }

    [Fact]
    public async Task Refuses_encryptions_that_do_not_fit()
    {
        await GivenBucketAsync();
        PutObjectRequest request = new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]) };

        await RefusedAsync("InvalidArgument", () => PutAsync(request with { ServerSideEncryption = "aes:kms" }));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { SSEKMSKeyId = "alias/x" }));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { ServerSideEncryption = ServerSideEncryption.AES256, SSEKMSKeyId = "alias/x" }));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { ServerSideEncryption = ServerSideEncryption.AwsKms, SSEKMSEncryptionContext = "{}" }));
        await RefusedAsync("KMS.NotFoundException", () => PutAsync(request with { ServerSideEncryption = ServerSideEncryption.AwsKms, SSEKMSKeyId = "alias/x" }));
    }

    [Fact]
    public async Task Each_thing_that_is_asked_beside_the_bytes_has_a_permission_of_its_own()
    {
        await GivenBucketAsync(isLocked: true);

        var target = await World.TargetAsync(new PutObject(Intake, Envelopes), new()
        {
            Bucket = Bucket,
            Key = "k",
            ACL = "private",
            Tagging = "a=b",
            ObjectLockMode = ObjectLockMode.COMPLIANCE,
            ObjectLockRetainUntilDate = World.Now.AddDays(2),
            ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.ON,
            ServerSideEncryption = ServerSideEncryption.AwsKms,
        });

        Assert.Equal(["s3:PutObjectAcl", "s3:PutObjectTagging", "s3:PutObjectRetention", "s3:PutObjectLegalHold"], target.Also.Select(static also => also.Action));
        Assert.Contains(target.Context, static key => key is { Name: "s3:RequestObjectTag/a", Values: ["b"] });
        Assert.Contains(target.Context, static key => key is { Name: "s3:object-lock-remaining-retention-days", Values: ["2"] });
        Assert.Contains(target.Context, static key => key is { Name: "s3:x-amz-server-side-encryption", Values: ["aws:kms"] });
    }
    [Theory]
    [InlineData(null, false)]
    [InlineData("Suspended", false)]
    [InlineData("Enabled", true)]
    public async Task Names_a_version_only_where_one_was_added(string? versioning, bool isNamed)
    {
        await GivenBucketAsync(versioning: versioning);

        Assert.Equal(isNamed, (await World.CallAsync(new PutObject(Intake, Envelopes), new() { Bucket = Bucket, Key = "k", Body = new MemoryStream() })).VersionId is not null);
    }

    [Fact]
    public async Task Leaves_the_list_of_what_is_written_to_the_writer()
    {
        var writer = new AccountId("444455556666");
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Ownership = "ObjectWriter", PublicAccess = null, Acl = [new(AclPolicy.AllUsers, "WRITE")] });

        var target = await World.TargetAsync(new PutObject(Intake, Envelopes), new() { Bucket = Bucket, Key = "k", Body = new MemoryStream(), ACL = "public-read", Tagging = "a=b" }, account: writer);

        Assert.Equal(Holdfast.Testing.World.Account, target.Owner);
        Assert.Equal([("s3:PutObjectAcl", writer), ("s3:PutObjectTagging", Holdfast.Testing.World.Account)], target.Also.Select(also => (also.Action!, also.Owner!.Value)));
        Assert.All(target.Also, also => Assert.Contains(also.Action!, also.Grants!, StringComparison.Ordinal));
    }

}
