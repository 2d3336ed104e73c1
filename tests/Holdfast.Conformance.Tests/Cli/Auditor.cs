using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>What an auditor has at hand: the AWS CLI with the root user of an account, a trail named audit, and the clock.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="account">The account.</param>
internal sealed class Auditor(int port, string account)
{
    private readonly IReadOnlyDictionary<string, string> _environment = HoldfastServer.EnvironmentOf(port, account, "test");

    /// <summary>The AWS CLI.</summary>
    public AwsCli Aws { get; } = new(HoldfastServer.EnvironmentOf(port, account, "test"));

    private string TrailArn => $"arn:aws:cloudtrail:us-east-1:{account}:trail/audit";

    /// <summary>Gives a bucket the policy that the CloudTrail user guide publishes.</summary>
    public async Task LetInAsync(TemporaryFolder folder, string bucket)
    {
        var policy = await folder.WriteAsync($"{bucket}.json", $$"""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"AWSCloudTrailAclCheck20150319","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl",
               "Resource":"arn:aws:s3:::{{bucket}}","Condition":{"StringEquals":{"aws:SourceArn":"{{TrailArn}}" } } },
              {"Sid":"AWSCloudTrailWrite20150319","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
               "Resource":"arn:aws:s3:::{{bucket}}/AWSLogs/{{account}}/*",
               "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control","aws:SourceArn":"{{TrailArn}}" } } }]}
            """);
        await Aws.RunAsync("s3api", "put-bucket-policy", "--bucket", bucket, "--policy", $"file://{policy}");
    }

    /// <summary>Makes the trail, of all regions and with digests, and starts it.</summary>
    public async Task StartTrailAsync(string bucket)
    {
        await Aws.RunAsync("cloudtrail", "create-trail", "--name", "audit", "--s3-bucket-name", bucket, "--is-multi-region-trail", "--enable-log-file-validation");
        await Aws.RunAsync("cloudtrail", "start-logging", "--name", "audit");
    }

    /// <summary>Makes calls in two regions, and lets an hour pass.</summary>
    public async Task LiveHourAsync(string name)
    {
        await Aws.RunAsync("iam", "create-user", "--user-name", name);
        await Aws.RunAsync("kms", "list-keys", "--region", "eu-west-1");
        await TurnAsync(TimeSpan.FromHours(1));
    }

    /// <summary>What the validator of the CLI says.</summary>
    public async Task<string> ValidateAsync(string start, string end, params string[] further)
    {
        var result = await Clients.AwsAsync(
            _environment, ["cloudtrail", "validate-logs", "--trail-arn", TrailArn, "--start-time", start, "--end-time", end, "--verbose", .. further]);
        return result.Output + result.Error;
    }

    /// <summary>The keys of a bucket that begin so.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string bucket, string prefix)
        => [.. (await Aws.RunAsync("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", prefix)).Texts("Contents", "Key")];

    /// <summary>Changes what a packed object holds, and leaves its metadata as it is.</summary>
    public async Task EditAsync(TemporaryFolder folder, string bucket, string key, Func<string, string> edit)
    {
        var path = Path.Combine(folder.Path, "edited");
        var metadata = (await Aws.RunAsync("s3api", "get-object", "--bucket", bucket, "--key", key, path)).GetProperty("Metadata");
        string text;
        await using (var unpacker = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        using (var reader = new StreamReader(unpacker))
        {
            text = edit(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        await using (var packer = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            await packer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        }

        await Aws.RunAsync("s3api", "put-object", "--bucket", bucket, "--key", key, "--body", path, "--metadata", metadata.GetRawText());
    }

    /// <summary>The instant that the clock shows.</summary>
    public async Task<string> NowAsync()
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync(new Uri($"http://localhost:{port}/_holdfast/clock"), TestContext.Current.CancellationToken);
        var now = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("now").GetDateTimeOffset();
        return now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Turns the clock, which stops at every delivery and digest on its way.</summary>
    public async Task TurnAsync(TimeSpan by)
    {
        using var http = new HttpClient();
        using var body = new StringContent($"{{\"advance\":\"{by}\"}}", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"http://localhost:{port}/_holdfast/clock"), body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
