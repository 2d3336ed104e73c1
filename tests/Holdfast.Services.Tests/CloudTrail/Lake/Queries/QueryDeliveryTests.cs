using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

public sealed class QueryDeliveryTests : LakeTests
{
    private const string Folder = "ours/AWSLogs/111122223333/CloudTrail-Lake/Query/2030/01/01";

    [Fact]
    public async Task Delivers_the_rows_and_a_sign_file_that_verifies_them()
    {
        var store = await GivenLakeBucketAsync();
        await GiveAsync(store, EventOf(1), EventOf(2, "Say\\\"so\\\""));

        var query = await RunAsync($"SELECT eventID, eventName FROM {store} WHERE eventSource = 'iam.amazonaws.com' ORDER BY eventID", deliverTo: $"s3://{Bucket}/ours");

        Assert.Equal(DeliveryStatus.SUCCESS, (await DescribeAsync(query)).DeliveryStatus);
        Assert.Equal(
            "\"eventID\",\"eventName\"\n\"00000000-0000-4000-8000-000000000001\",\"CreateUser\"\n\"00000000-0000-4000-8000-000000000002\",\"Say\"\"so\"\"\"\n",
            Encoding.UTF8.GetString(await UnpackAsync($"{Folder}/{query}/result_1.csv.gz")));
        await VerifyAsync(query);
    }

    [Fact]
    public async Task An_empty_answer_is_delivered_and_signed_too()
    {
        var store = await GivenLakeBucketAsync();

        var query = await RunAsync($"SELECT eventID FROM {store} WHERE eventSource = 'nobody'", deliverTo: $"s3://{Bucket}/ours/");

        Assert.Equal("\"eventID\"\n", Encoding.UTF8.GetString(await UnpackAsync($"{Folder}/{query}/result_1.csv.gz")));
        await VerifyAsync(query);
    }

    [Fact]
    public async Task Refuses_a_bucket_that_does_not_let_CloudTrail_in_and_one_that_is_not_there()
    {
        var store = await GivenStoreAsync();
        await GivenBucketAsync();

        await RefusedAsync("InsufficientS3BucketPolicyException", () => World.CallAsync(Starting, new() { QueryStatement = $"SELECT 1 FROM {store}", DeliveryS3Uri = $"s3://{Bucket}" }));
        await RefusedAsync("S3BucketDoesNotExistException", () => World.CallAsync(Starting, new() { QueryStatement = $"SELECT 1 FROM {store}", DeliveryS3Uri = "s3://nowhere" }));
    }

    [Fact]
    public async Task A_bucket_that_no_longer_lets_CloudTrail_in_is_told_and_the_answer_is_there()
    {
        var store = await GivenLakeBucketAsync();
        var query = (await World.CallAsync(Starting, new() { QueryStatement = $"SELECT count(*) FROM {store}", DeliveryS3Uri = $"s3://{Bucket}/ours" })).QueryId!;
        await SetPolicyAsync(Bucket, policy: null);

        await RunPendingAsync();

        var described = await DescribeAsync(query);
        Assert.Equal((QueryStatus.FINISHED, DeliveryStatus.AccessDenied), (described.QueryStatus, described.DeliveryStatus));
        Assert.Single((await ResultsAsync(query)).QueryResultRows!);
    }

    private async Task<string> GivenLakeBucketAsync()
    {
        var store = await GivenStoreAsync();
        await GivenBucketAsync();
        await SetPolicyAsync(Bucket, $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
            "Action":["s3:PutObject*","s3:Abort*","s3:GetBucketAcl"],"Resource":["arn:aws:s3:::{{Bucket}}","arn:aws:s3:::{{Bucket}}/*"],
            "Condition":{"StringLike":{"aws:SourceArn":"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/*"},"StringEquals":{"aws:SourceAccount":"111122223333"} } }]}
            """);
        return store;
    }

    // What `aws cloudtrail verify-query-results` does.
    private async Task VerifyAsync(string query)
    {
        using var sign = JsonDocument.Parse(await ReadAsync($"{Folder}/{query}/result_sign.json"));
        var hashes = new List<string>();
        foreach (var file in sign.RootElement.GetProperty("files").EnumerateArray())
        {
            var packed = await ReadAsync($"{Folder}/{query}/{file.GetProperty("fileName").GetString()}");
            hashes.Add(file.GetProperty("fileHashValue").GetString()!);
            Assert.Equal(hashes[^1], Convert.ToHexStringLower(SHA256.HashData(packed)));
        }

        var completed = sign.RootElement.GetProperty("queryCompleteTime").GetDateTimeOffset();
        var keys = await World.CallAsync(new ListPublicKeys(), new() { StartTime = completed - TimeSpan.FromHours(1), EndTime = completed + TimeSpan.FromHours(1) });
        var key = keys.PublicKeyList!.Single(key => key.Fingerprint == sign.RootElement.GetProperty("publicKeyFingerprint").GetString());
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(key.Value!.Value.Span, out _);
        Assert.True(rsa.VerifyData(
            Encoding.UTF8.GetBytes(string.Join(' ', hashes)),
            Convert.FromHexString(sign.RootElement.GetProperty("hashSignature").GetString()!),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        var response = await World.CallAsync(new GetObject(Parts.Get<BodyStore>(), Parts.Get<Envelopes>()), new() { Bucket = Bucket, Key = key });
        await using var body = response.Body!;
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
