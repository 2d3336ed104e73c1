namespace Holdfast.Conformance.Tests.Cli;

/// <summary>What an auditor does with the AWS CLI: a trail with signed digests over hours and regions, the verdict of the CLI's own validator, and what it says of evidence that was touched.</summary>
public sealed class AuditorTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    private const string Account = "220000000041";
    private const string Bucket = "cli-evidence";
    private const string DigestFolder = $"AWSLogs/{Account}/CloudTrail-Digest/us-east-1/";

    [Fact]
    public async Task The_evidence_of_hours_is_valid_until_it_is_touched()
    {
        Clients.Require("aws");
        var auditor = new Auditor(server.Port, Account);
        var aws = auditor.Aws;
        using var folder = new TemporaryFolder();
        var start = await auditor.NowAsync();
        await aws.RunAsync("s3api", "create-bucket", "--bucket", Bucket);
        var refused = await aws.RefusedAsync("cloudtrail", "create-trail", "--name", "audit", "--s3-bucket-name", Bucket);
        Assert.Contains($"(InsufficientS3BucketPolicyException) when calling the CreateTrail operation: Incorrect S3 bucket policy is detected for bucket: {Bucket}", refused, StringComparison.Ordinal);
        await auditor.LetInAsync(folder, Bucket);
        await auditor.StartTrailAsync(Bucket);
        foreach (var name in (string[])["ada", "grace", "joan"])
        {
            await aws.RunAsync("iam", "create-user", "--user-name", name);
            await aws.RunAsync("kms", "list-keys", "--region", "eu-west-1");
            await auditor.TurnAsync(TimeSpan.FromHours(1));
        }

        await auditor.TurnAsync(TimeSpan.FromHours(1));
        var end = await auditor.NowAsync();

        var valid = await auditor.ValidateAsync(start, end);
        Assert.Matches("Results requested for [^\n]*\nResults found for [^\n]*:\n\n\\d+/\\d+ digest files valid\n\\d+/\\d+ log files valid", valid);
        Assert.DoesNotContain("INVALID", valid, StringComparison.Ordinal);
        Assert.DoesNotContain("\n0/0", valid, StringComparison.Ordinal);
        var there = await auditor.ValidateAsync(start, end, "--region", "eu-west-1");
        Assert.DoesNotContain("INVALID", there, StringComparison.Ordinal);
        Assert.Matches("log files valid", there);

        await TouchAsync(auditor, folder, start, end);
    }

    private static async Task TouchAsync(Auditor auditor, TemporaryFolder folder, string start, string end)
    {
        var aws = auditor.Aws;
        var logs = await auditor.KeysAsync(Bucket, $"AWSLogs/{Account}/CloudTrail/us-east-1/");
        var digests = await auditor.KeysAsync(Bucket, DigestFolder);
        var saved = Path.Combine(folder.Path, "saved");
        var forged = await folder.WriteAsync("forged.json", "{\"Records\":[]}");

        // A log file with other content.
        await aws.RunAsync("s3api", "get-object", "--bucket", Bucket, "--key", logs[0], saved);
        await using (var packed = new System.IO.Compression.GZipStream(File.Create(forged), System.IO.Compression.CompressionLevel.Fastest))
        {
            await packed.WriteAsync("{\"Records\":[]}"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        await aws.RunAsync("s3api", "put-object", "--bucket", Bucket, "--key", logs[0], "--body", forged);
        Assert.Contains($"Log file\ts3://{Bucket}/{logs[0]}\tINVALID: hash value doesn't match", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);

        // A log file that is gone.
        await aws.RunAsync("s3api", "delete-object", "--bucket", Bucket, "--key", logs[0]);
        Assert.Contains($"Log file\ts3://{Bucket}/{logs[0]}\tINVALID: not found", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);
        await aws.RunAsync("s3api", "put-object", "--bucket", Bucket, "--key", logs[0], "--body", saved);
        Assert.DoesNotContain("INVALID", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);

        // A digest under the signature of another.
        var signature = (await aws.RunAsync("s3api", "head-object", "--bucket", Bucket, "--key", digests[0])).GetProperty("Metadata").Text("signature");
        await aws.RunAsync("s3api", "get-object", "--bucket", Bucket, "--key", digests[1], saved);
        await aws.RunAsync(
            "s3api", "put-object", "--bucket", Bucket, "--key", digests[1], "--body", saved, "--metadata", $"signature={signature},signature-algorithm=SHA256withRSA");
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: signature verification failed", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);

        // A digest that is gone.
        await aws.RunAsync("s3api", "delete-object", "--bucket", Bucket, "--key", digests[1]);
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: not found", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);
    }
}
