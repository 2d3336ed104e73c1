using System.Globalization;
using System.Text;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>What an auditor does with the AWS CLI: a trail with signed digests over hours and regions, the verdict of the CLI's own validator, and what it says of evidence that was touched.</summary>
public sealed class AuditorTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    private const string Account = "220000000041";
    private const string Bucket = "cli-evidence";
    private const string TrailArn = $"arn:aws:cloudtrail:us-east-1:{Account}:trail/audit";
    private const string DigestFolder = $"AWSLogs/{Account}/CloudTrail-Digest/us-east-1/";

    [Fact]
    public async Task The_evidence_of_hours_is_valid_until_it_is_touched()
    {
        Clients.Require("aws");
        var aws = new AwsCli(server.EnvironmentOf(Account, "test"));
        using var folder = new TemporaryFolder();
        var start = await NowAsync();
        await GivenTrailAsync(aws, folder);
        foreach (var name in (string[])["ada", "grace", "joan"])
        {
            await aws.RunAsync("iam", "create-user", "--user-name", name);
            await aws.RunAsync("kms", "list-keys", "--region", "eu-west-1");
            await TurnAsync(TimeSpan.FromHours(1));
        }

        await TurnAsync(TimeSpan.FromHours(1));
        var end = await NowAsync();

        var valid = await ValidateAsync(start, end);
        Assert.Matches("Results requested for [^\n]*\nResults found for [^\n]*:\n\n\\d+/\\d+ digest files valid\n\\d+/\\d+ log files valid", valid);
        Assert.DoesNotContain("INVALID", valid, StringComparison.Ordinal);
        Assert.DoesNotContain("\n0/0", valid, StringComparison.Ordinal);
        var there = await ValidateAsync(start, end, "--region", "eu-west-1");
        Assert.DoesNotContain("INVALID", there, StringComparison.Ordinal);
        Assert.Matches("log files valid", there);

        await TouchAsync(aws, folder, start, end);
    }

    private async Task TouchAsync(AwsCli aws, TemporaryFolder folder, string start, string end)
    {
        var logs = await KeysAsync(aws, $"AWSLogs/{Account}/CloudTrail/us-east-1/");
        var digests = await KeysAsync(aws, DigestFolder);
        var saved = Path.Combine(folder.Path, "saved");
        var forged = await folder.WriteAsync("forged.json", "{\"Records\":[]}");

        // A log file with other content.
        await aws.RunAsync("s3api", "get-object", "--bucket", Bucket, "--key", logs[0], saved);
        await using (var packed = new System.IO.Compression.GZipStream(File.Create(forged), System.IO.Compression.CompressionLevel.Fastest))
        {
            await packed.WriteAsync("{\"Records\":[]}"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        await aws.RunAsync("s3api", "put-object", "--bucket", Bucket, "--key", logs[0], "--body", forged);
        Assert.Contains($"Log file\ts3://{Bucket}/{logs[0]}\tINVALID: hash value doesn't match", await ValidateAsync(start, end), StringComparison.Ordinal);

        // A log file that is gone.
        await aws.RunAsync("s3api", "delete-object", "--bucket", Bucket, "--key", logs[0]);
        Assert.Contains($"Log file\ts3://{Bucket}/{logs[0]}\tINVALID: not found", await ValidateAsync(start, end), StringComparison.Ordinal);
        await aws.RunAsync("s3api", "put-object", "--bucket", Bucket, "--key", logs[0], "--body", saved);
        Assert.DoesNotContain("INVALID", await ValidateAsync(start, end), StringComparison.Ordinal);

        // A digest under the signature of another.
        var signature = (await aws.RunAsync("s3api", "head-object", "--bucket", Bucket, "--key", digests[0])).GetProperty("Metadata").Text("signature");
        await aws.RunAsync("s3api", "get-object", "--bucket", Bucket, "--key", digests[1], saved);
        await aws.RunAsync(
            "s3api", "put-object", "--bucket", Bucket, "--key", digests[1], "--body", saved, "--metadata", $"signature={signature},signature-algorithm=SHA256withRSA");
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: signature verification failed", await ValidateAsync(start, end), StringComparison.Ordinal);

        // A digest that is gone.
        await aws.RunAsync("s3api", "delete-object", "--bucket", Bucket, "--key", digests[1]);
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: not found", await ValidateAsync(start, end), StringComparison.Ordinal);
    }

    private static async Task GivenTrailAsync(AwsCli aws, TemporaryFolder folder)
    {
        await aws.RunAsync("s3api", "create-bucket", "--bucket", Bucket);
        var refused = await aws.RefusedAsync("cloudtrail", "create-trail", "--name", "audit", "--s3-bucket-name", Bucket);
        Assert.Contains($"(InsufficientS3BucketPolicyException) when calling the CreateTrail operation: Incorrect S3 bucket policy is detected for bucket: {Bucket}", refused, StringComparison.Ordinal);
        var policy = await folder.WriteAsync("policy.json", $$"""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"AWSCloudTrailAclCheck20150319","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl",
               "Resource":"arn:aws:s3:::{{Bucket}}","Condition":{"StringEquals":{"aws:SourceArn":"{{TrailArn}}" } } },
              {"Sid":"AWSCloudTrailWrite20150319","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
               "Resource":"arn:aws:s3:::{{Bucket}}/AWSLogs/{{Account}}/*",
               "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control","aws:SourceArn":"{{TrailArn}}" } } }]}
            """);
        await aws.RunAsync("s3api", "put-bucket-policy", "--bucket", Bucket, "--policy", $"file://{policy}");
        await aws.RunAsync("cloudtrail", "create-trail", "--name", "audit", "--s3-bucket-name", Bucket, "--is-multi-region-trail", "--enable-log-file-validation");
        await aws.RunAsync("cloudtrail", "start-logging", "--name", "audit");
    }

    private async Task<string> ValidateAsync(string start, string end, params string[] further)
    {
        var result = await Clients.AwsAsync(
            server.EnvironmentOf(Account, "test"),
            ["cloudtrail", "validate-logs", "--trail-arn", TrailArn, "--start-time", start, "--end-time", end, "--verbose", .. further]);
        return result.Output + result.Error;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(AwsCli aws, string prefix)
        => [.. (await aws.RunAsync("s3api", "list-objects-v2", "--bucket", Bucket, "--prefix", prefix)).Texts("Contents", "Key")];

    private async Task<string> NowAsync()
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync(new Uri($"http://localhost:{server.Port}/_holdfast/clock"), TestContext.Current.CancellationToken);
        var now = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("now").GetDateTimeOffset();
        return now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    // The clock stops at every delivery and digest on its way.
    private async Task TurnAsync(TimeSpan by)
    {
        using var http = new HttpClient();
        using var body = new StringContent($"{{\"advance\":\"{by}\"}}", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"http://localhost:{server.Port}/_holdfast/clock"), body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
