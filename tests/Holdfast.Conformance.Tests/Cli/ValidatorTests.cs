using System.Text.RegularExpressions;
using Holdfast.Wire;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>The verdict of the CLI's validator over what happens to trails: a restart of the server, a stop and a start, another bucket, and hands on the digests.</summary>
public sealed partial class ValidatorTests
{
    private const string Account = "220000000042";
    private const string Bucket = "cli-chain";
    private const string OtherBucket = "cli-chain-2";
    private const string DigestFolder = $"AWSLogs/{Account}/CloudTrail-Digest/us-east-1/";

    [Fact]
    public async Task The_chain_holds_over_a_restart_a_stop_and_another_bucket_and_shows_what_was_touched()
    {
        Clients.Require("aws");
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var program = Environment.GetEnvironmentVariable("HOLDFAST_SERVER") ?? Path.Combine(AppContext.BaseDirectory, "holdfast.dll");
        string start;
        await using (var first = await ServerProcess.HoldfastAsync(program, data))
        {
            var auditor = new Auditor(first.Port, Account);
            start = await auditor.NowAsync();
            foreach (var bucket in (string[])[Bucket, OtherBucket])
            {
                await auditor.Aws.RunAsync("s3api", "create-bucket", "--bucket", bucket);
                await auditor.LetInAsync(folder, bucket);
            }

            await auditor.StartTrailAsync(Bucket);
            await auditor.LiveHourAsync("before-1");
            await auditor.LiveHourAsync("before-2");
        }

        await using var second = await ServerProcess.HoldfastAsync(program, data);
        var again = new Auditor(second.Port, Account);
        await again.LiveHourAsync("after");
        await again.TurnAsync(TimeSpan.FromHours(1));
        await AllValidAsync(again, start, 4);

        await again.Aws.RunAsync("cloudtrail", "stop-logging", "--name", "audit");
        await again.LiveHourAsync("unseen");
        await again.TurnAsync(TimeSpan.FromHours(1));
        await again.Aws.RunAsync("cloudtrail", "start-logging", "--name", "audit");
        await again.LiveHourAsync("seen");
        await again.TurnAsync(TimeSpan.FromHours(1));
        await AllValidAsync(again, start, 6);

        await again.Aws.RunAsync("cloudtrail", "update-trail", "--name", "audit", "--s3-bucket-name", OtherBucket);
        await again.LiveHourAsync("elsewhere");
        await again.TurnAsync(TimeSpan.FromHours(1));
        await AllValidAsync(again, start, 7);

        await TouchAsync(again, folder, start);
    }

    private static async Task TouchAsync(Auditor auditor, TemporaryFolder folder, string start)
    {
        var end = await auditor.NowAsync();
        var digests = await auditor.KeysAsync(Bucket, DigestFolder);

        // A digest whose text was changed, under its own signature.
        await auditor.EditAsync(folder, Bucket, digests[1], static text => text.Replace("\"hashAlgorithm\":\"SHA-256\"", "\"hashAlgorithm\": \"SHA-256\"", StringComparison.Ordinal).Replace("{\"awsAccountId\"", "{ \"awsAccountId\"", StringComparison.Ordinal));
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: signature verification failed", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);

        // A digest that says that it is another.
        await auditor.Aws.RunAsync("s3api", "copy-object", "--bucket", Bucket, "--key", digests[1], "--copy-source", $"{Bucket}/{digests[0]}");
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: has been moved from its original location", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);

        // What is no digest at all.
        await auditor.EditAsync(folder, Bucket, digests[1], static _ => "nonsense");
        Assert.Contains($"Digest file\ts3://{Bucket}/{digests[1]}\tINVALID: invalid format", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);

        // A log file that is packed no more.
        var logs = await auditor.KeysAsync(Bucket, $"AWSLogs/{Account}/CloudTrail/us-east-1/");
        var plain = await folder.WriteAsync("plain", "no log file");
        await auditor.Aws.RunAsync("s3api", "put-object", "--bucket", Bucket, "--key", logs[^1], "--body", plain);
        Assert.Contains($"Log file\ts3://{Bucket}/{logs[^1]}\tINVALID: invalid format", await auditor.ValidateAsync(start, end), StringComparison.Ordinal);
    }

    // Everything there is, in both regions, and not nothing.
    private static async Task AllValidAsync(Auditor auditor, string start, int digestsMin)
    {
        var end = await auditor.NowAsync();
        foreach (var region in (string[])["us-east-1", "eu-west-1"])
        {
            var verdict = await auditor.ValidateAsync(start, end, "--region", region);
            Assert.DoesNotContain("INVALID", verdict, StringComparison.Ordinal);
            var counts = Counts().Matches(verdict);
            Assert.True(counts.Count == 2, verdict);
            Assert.All(counts, count => Assert.Equal(count.Groups["all"].Value, count.Groups["valid"].Value));
            Assert.True(region != "us-east-1" || int.Parse(counts[0].Groups["all"].Value, System.Globalization.CultureInfo.InvariantCulture) >= digestsMin, verdict);
        }
    }

    [GeneratedRegex(@"^(?<valid>\d+)/(?<all>\d+) (digest|log) files valid", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counts();
}
