using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Digests;

public sealed class DeliverDigestsTests : TrailTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_digest_tells_of_the_files_of_its_hour_in_the_published_form()
    {
        await GivenLoggingAsync(Validating);
        await RecordAsync("alice");

        await World.AdvanceAsync(Hour);

        var key = Assert.Single(await DigestsAsync());
        var file = Assert.Single(await KeysAsync());
        Assert.Equal("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2030/01/01/111122223333_CloudTrail-Digest_us-east-1_audit_us-east-1_20300101T020000Z.json.gz", key);
        var publicKey = Assert.Single((await PublicKeysAsync()).PublicKeyList!);
        Assert.Equal(
            $$"""
            {"awsAccountId":"111122223333","digestStartTime":"2030-01-01T01:00:00Z","digestEndTime":"2030-01-01T02:00:00Z","digestS3Bucket":"evidence","digestS3Object":"{{key}}","digestPublicKeyFingerprint":"{{publicKey.Fingerprint}}","digestSignatureAlgorithm":"SHA256withRSA","newestEventTime":"2030-01-01T01:00:00Z","oldestEventTime":"2030-01-01T01:00:00Z","previousDigestS3Bucket":null,"previousDigestS3Object":null,"previousDigestHashValue":null,"previousDigestHashAlgorithm":null,"previousDigestSignature":null,"logFiles":[{"s3Bucket":"evidence","s3Object":"{{file}}","hashValue":"{{HashOf(await UnpackAsync(file))}}","hashAlgorithm":"SHA-256","newestEventTime":"2030-01-01T01:00:00Z","oldestEventTime":"2030-01-01T01:00:00Z"}]}
            """,
            Encoding.UTF8.GetString(await UnpackAsync(key)));
    }

    [Fact]
    public async Task Each_digest_names_the_one_before_and_its_signature_holds()
    {
        await GivenLoggingAsync(Validating);
        await RecordAsync("alice");
        await World.AdvanceAsync(Hour * 3);

        var keys = await DigestsAsync();
        Assert.Equal(3, keys.Count);
        string? previous = null;
        byte[]? before = null;
        foreach (var key in keys)
        {
            var bytes = await UnpackAsync(key);
            var digest = JsonDocument.Parse(bytes).RootElement;
            Assert.Equal(before is null ? null : HashOf(before), digest.GetProperty("previousDigestHashValue").GetString());
            Assert.Equal(previous, digest.GetProperty("previousDigestSignature").GetString());
            var signature = (await StoredAsync(key)).Metadata!["signature"];
            var signed = $"{digest.GetProperty("digestEndTime").GetString()}\n{Bucket}/{key}\n{HashOf(bytes)}\n{previous ?? "null"}";
            using var rsa = RSA.Create();
            rsa.ImportRSAPublicKey((await PublicKeysAsync()).PublicKeyList![0].Value!.Value.Span, out _);
            Assert.True(rsa.VerifyData(Encoding.UTF8.GetBytes(signed), Convert.FromHexString(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            Assert.Equal("SHA256withRSA", (await StoredAsync(key)).Metadata!["signature-algorithm"]);
            (previous, before) = (signature, bytes);
        }
    }

    [Fact]
    public async Task An_hour_without_files_makes_an_empty_digest()
    {
        await GivenLoggingAsync(Validating);

        await World.AdvanceAsync(Hour * 2);

        var digest = JsonDocument.Parse(await UnpackAsync((await DigestsAsync())[1])).RootElement;
        Assert.Equal(0, digest.GetProperty("logFiles").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, digest.GetProperty("newestEventTime").ValueKind);
    }

    [Fact]
    public async Task Shorter_stretches_without_files_make_none_until_the_hour_is_over()
    {
        Options.DigestInterval = TimeSpan.FromMinutes(1);
        await GivenLoggingAsync(Validating);

        await World.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Empty(await DigestsAsync());
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Single(await DigestsAsync());
    }

    [Fact]
    public async Task Each_region_has_a_chain_and_a_key_of_its_own()
    {
        await GivenLoggingAsync(request => Validating(request) with { IsMultiRegionTrail = true });
        await RecordAsync("bob", Elsewhere);

        await World.AdvanceAsync(Hour);

        var keys = await DigestsAsync();
        Assert.Equal(2, keys.Count);
        Assert.Contains("CloudTrail-Digest/eu-west-1/2030/01/01/111122223333_CloudTrail-Digest_eu-west-1_audit_us-east-1_", keys[0], StringComparison.Ordinal);
        var there = await World.CallAsync(new ListPublicKeys(), new(), region: Elsewhere);
        Assert.NotEqual((await PublicKeysAsync()).PublicKeyList![0].Fingerprint, Assert.Single(there.PublicKeyList!).Fingerprint);
    }

    [Fact]
    public async Task A_stop_ends_the_chain_and_the_next_start_begins_another()
    {
        await GivenLoggingAsync(Validating);
        await RecordAsync("alice");
        await World.AdvanceAsync(TimeSpan.FromMinutes(30));
        await StopAsync();
        await World.AdvanceAsync(Hour * 5);
        Assert.Single(await DigestsAsync());

        await StartAsync();
        await World.AdvanceAsync(Hour);

        var digest = JsonDocument.Parse(await UnpackAsync((await DigestsAsync())[1])).RootElement;
        Assert.Equal(JsonValueKind.Null, digest.GetProperty("previousDigestSignature").ValueKind);
        Assert.Equal("2030-01-01T06:30:00Z", digest.GetProperty("digestStartTime").GetString());
    }

    [Fact]
    public async Task A_new_bucket_goes_on_with_the_chain_and_names_the_old_one()
    {
        await GivenLoggingAsync(Validating);
        await World.AdvanceAsync(Hour);
        await GivenBucketAsync("other");
        await World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = Name, S3BucketName = "other" });

        await World.AdvanceAsync(Hour);

        var key = Assert.Single(await KeysAsync("CloudTrail-Digest", "other"));
        var digest = JsonDocument.Parse(await UnpackAsync(key, "other")).RootElement;
        Assert.Equal("other", digest.GetProperty("digestS3Bucket").GetString());
        Assert.Equal(Bucket, digest.GetProperty("previousDigestS3Bucket").GetString());
    }

    [Fact]
    public async Task Switching_validation_off_ends_the_chain_with_a_last_digest()
    {
        await GivenLoggingAsync(Validating);
        await World.AdvanceAsync(TimeSpan.FromMinutes(30));
        await World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = Name, EnableLogFileValidation = false });

        await World.AdvanceAsync(Hour * 3);

        Assert.Single(await DigestsAsync());
        Assert.Empty(await World.ListAsync<DigestChain>(""));
    }

    [Fact]
    public async Task A_refusing_bucket_gets_a_digest_of_the_longer_stretch_when_it_takes_it_again()
    {
        await GivenLoggingAsync(Validating);
        await SetPolicyAsync(Bucket, null);
        await World.AdvanceAsync(Hour * 2);
        Assert.Equal("AccessDenied", (await StatusAsync()).LatestDigestDeliveryError);
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));

        await World.AdvanceAsync(Hour);

        var digest = JsonDocument.Parse(await UnpackAsync(Assert.Single(await DigestsAsync()))).RootElement;
        Assert.Equal("2030-01-01T01:00:00Z", digest.GetProperty("digestStartTime").GetString());
        Assert.Null((await StatusAsync()).LatestDigestDeliveryError);
    }

    [Fact]
    public async Task A_last_digest_that_is_refused_in_one_region_comes_later_and_none_comes_twice()
    {
        await GivenLoggingAsync(request => Validating(request) with { IsMultiRegionTrail = true });
        await RecordAsync("alice");
        await RecordAsync("bob", Elsewhere);
        await World.AdvanceAsync(TimeSpan.FromMinutes(30));
        await StopAsync();
        await SetPolicyAsync(Bucket, PolicyOf(Bucket).Replace("/AWSLogs/111122223333/*", "/AWSLogs/111122223333/CloudTrail*/us-east-1/*", StringComparison.Ordinal));
        await World.AdvanceAsync(TimeSpan.FromMinutes(30));
        var first = await DigestsAsync();
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));

        await World.AdvanceAsync(Hour * 3);

        Assert.Equal(["us-east-1"], RegionsOf(first));
        Assert.Equal(["eu-west-1", "us-east-1"], RegionsOf(await DigestsAsync()));
        Assert.Empty(await World.ListAsync<DigestChain>(""));
        Assert.Null((await StatusAsync()).LatestDigestDeliveryError);
    }

    [Fact]
    public async Task A_start_before_the_last_digests_came_begins_another_chain_where_one_was_ended()
    {
        await GivenLoggingAsync(request => Validating(request) with { IsMultiRegionTrail = true });
        await RecordAsync("alice");
        await RecordAsync("bob", Elsewhere);
        await World.AdvanceAsync(TimeSpan.FromMinutes(30));
        await StopAsync();
        await SetPolicyAsync(Bucket, PolicyOf(Bucket).Replace("/AWSLogs/111122223333/*", "/AWSLogs/111122223333/CloudTrail*/us-east-1/*", StringComparison.Ordinal));
        await World.AdvanceAsync(TimeSpan.FromMinutes(10));
        await StartAsync();
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));

        await World.AdvanceAsync(Hour);

        var last = JsonDocument.Parse(await UnpackAsync((await DigestsAsync())[^1])).RootElement;
        Assert.Equal("2030-01-01T01:40:00Z", last.GetProperty("digestStartTime").GetString());
        Assert.Equal(JsonValueKind.Null, last.GetProperty("previousDigestSignature").ValueKind);
        Assert.Equal(["eu-west-1", "us-east-1", "us-east-1"], RegionsOf(await DigestsAsync()));
    }

    [Fact]
    public async Task A_key_signs_for_ninety_days_and_the_next_takes_its_place()
    {
        Options.TrailInterval = TimeSpan.FromDays(1);
        Options.DigestInterval = TimeSpan.FromDays(1);
        await GivenLoggingAsync(Validating);

        await World.AdvanceAsync(TimeSpan.FromDays(100));

        var keys = await World.CallAsync(new ListPublicKeys(), new() { StartTime = World.Now - TimeSpan.FromDays(100), EndTime = World.Now });
        Assert.Equal(2, keys.PublicKeyList!.Count);
        Assert.Equal(2, (await World.ListAsync<SigningKey>("us-east-1/")).Count);
    }

    [Fact]
    public async Task Comes_for_files_of_a_trail_whose_validation_was_switched_off_though_the_trail_is_deleted_before()
    {
        await GivenLoggingAsync(request => request with { EnableLogFileValidation = true });
        await RecordAsync("alice");
        await World.AdvanceAsync(TimeSpan.FromMinutes(5));
        var file = Assert.Single(await KeysAsync());
        await World.CallAsync(new UpdateTrail(Settings, Options), new() { Name = Name, EnableLogFileValidation = false });
        await World.CallAsync(new DeleteTrail(), new() { Name = Name });

        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        var digest = JsonDocument.Parse(await UnpackAsync(Assert.Single(await DigestsAsync()))).RootElement;
        Assert.Equal(file, Assert.Single(digest.GetProperty("logFiles").EnumerateArray()).GetProperty("s3Object").GetString());
        Assert.Empty(await World.ListAsync<Trail>(""));
        Assert.Empty(await World.ListAsync<DeliveredFile>(""));
    }

    private static CreateTrailRequest Validating(CreateTrailRequest request) => request with { EnableLogFileValidation = true };

    private static IEnumerable<string> RegionsOf(IReadOnlyList<string> keys) => keys.Select(static key => key.Split('/')[3]);

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task<IReadOnlyList<string>> DigestsAsync() => KeysAsync("CloudTrail-Digest");

    private Task<ListPublicKeysResponse> PublicKeysAsync() => World.CallAsync(new ListPublicKeys(), new());

    private async Task<StoredObject> StoredAsync(string key) => (await World.FindAsync<CurrentObject>($"{Bucket}/{key}"))!.Object;
}
