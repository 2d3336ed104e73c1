using Holdfast.Kernel.Ports;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Logging;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Logging;

public sealed class DeliverAccessLogsTests : S3Tests
{
    private const string Target = "logs";

    [Fact]
    public async Task Delivers_lines_in_the_published_format_as_the_deliverer()
    {
        await GivenLoggedAsync(new() { TargetBucket = Target, TargetPrefix = "access/" });

        await NoteAsync("GET", "/evidence/a%20b.txt", "versionId=null");
        await World.AdvanceAsync(TimeSpan.FromMinutes(16));

        var log = Assert.Single(await World.ListAsync<CurrentObject>($"{Target}/")).Object;
        Assert.Matches("^access/2030-01-01-00-15-00-[0-9A-F]{16}$", log.Key);
        var line = (await TextOfAsync(log.Key, bucket: Target)).TrimEnd('\n');
        var owner = Kernel.Ids.CanonicalUserId.Of(World.Account);
        Assert.Equal(
            $"{owner} evidence [01/Jan/2030:00:00:00 +0000] 192.0.2.1 arn:aws:iam::111122223333:user/alice request REST.GET.OBJECT a%20b.txt "
                + "\"GET /evidence/a%20b.txt?versionId=null HTTP/1.1\" 200 - 5 - 12 7 \"-\" \"agent %22x%22\" null host SigV4 - AuthHeader localhost - - -",
            line);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Delivers_each_line_once()
    {
        await GivenLoggedAsync(new() { TargetBucket = Target, TargetPrefix = "" });
        await NoteAsync("GET", "/evidence/a", "");
        await World.AdvanceAsync(TimeSpan.FromMinutes(20));
        await NoteAsync("GET", "/evidence/b", "");

        await World.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal(2, (await World.ListAsync<CurrentObject>($"{Target}/")).Count);
    }

    [Fact]
    public async Task Waits_for_a_target_that_does_not_admit_the_deliverer()
    {
        await GivenLoggedAsync(new() { TargetBucket = Target, TargetPrefix = "" });
        var policy = (await BucketAsync(Target)).Policy;
        await ChangeBucketAsync(Target, static bucket => bucket with { Policy = null });
        await NoteAsync("GET", "/evidence/a", "");
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Empty(await World.ListAsync<CurrentObject>($"{Target}/"));

        await ChangeBucketAsync(Target, bucket => bucket with { Policy = policy });
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Single(await World.ListAsync<CurrentObject>($"{Target}/"));
    }

    [Fact]
    public async Task Partitions_keys_by_the_day_of_the_events()
    {
        await GivenLoggedAsync(new()
        {
            TargetBucket = Target,
            TargetPrefix = "p/",
            TargetObjectKeyFormat = new() { PartitionedPrefix = new() { PartitionDateSource = PartitionDateSource.EventTime } },
        });
        await NoteAsync("PUT", "/evidence/a", "");

        await World.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Matches(
            "^p/111122223333/us-east-1/evidence/2030/01/01/2030-01-01-00-00-00-[0-9A-F]{16}$",
            Assert.Single(await World.ListAsync<CurrentObject>($"{Target}/")).Object.Key);
    }

    [Fact]
    public async Task Logs_what_the_lifecycle_does()
    {
        await GivenLoggedAsync(new() { TargetBucket = Target, TargetPrefix = "" });
        await World.CallAsync(new PutBucketLifecycleConfiguration(), new()
        {
            Bucket = Bucket,
            LifecycleConfiguration = new()
            {
                Rules = [new() { ID = "x", Status = ExpirationStatus.Enabled, Filter = new() { Prefix = "" }, Expiration = new() { Days = 1 } }],
            },
        });
        await PutAsync("k", "text");

        await World.AdvanceAsync(TimeSpan.FromDays(3));

        var log = Assert.Single(await World.ListAsync<CurrentObject>($"{Target}/")).Object;
        Assert.Contains(" - AmazonS3 ", await TextOfAsync(log.Key, bucket: Target), StringComparison.Ordinal);
        Assert.Contains(" S3.EXPIRE.OBJECT k ", await TextOfAsync(log.Key, bucket: Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_logged_bucket_leaves_its_name_with_the_call()
    {
        await GivenLoggedAsync(new() { TargetBucket = Target, TargetPrefix = "" });
        using var transaction = World.Store.Begin(new("mark", 0));
        var call = World.NewCall(transaction, "mark");

        await Holdfast.Services.S3.Buckets.BucketTable.BucketAsync(call, Target, expectedOwner: null, CancellationToken.None);
        Assert.Null(call.Memory.Find<LoggedBucket>());
        await Holdfast.Services.S3.Buckets.BucketTable.BucketAsync(call, Bucket, expectedOwner: null, CancellationToken.None);

        Assert.Equal(new LoggedBucket(Bucket, World.Account), call.Memory.Find<LoggedBucket>());
    }

    private async Task GivenLoggedAsync(LoggingEnabledShape logging)
    {
        await GivenBucketAsync();
        await GivenBucketAsync(Target);
        await ChangeBucketAsync(Target, static bucket => bucket with
        {
            Policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject",
                "Resource":"arn:aws:s3:::logs/*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::evidence"},"StringEquals":{"aws:SourceAccount":"111122223333"}}}]}
                """,
        });
        await World.CallAsync(new PutBucketLogging(), new() { Bucket = Bucket, BucketLoggingStatus = new() { LoggingEnabled = logging } });
        await World.SettleAsync();
    }

    private async Task NoteAsync(string method, string path, string query)
    {
        await new AccessJournal(World.Store).NoteAsync(
            new(Bucket, World.Account),
            new()
            {
                At = World.Now,
                Operation = new S3Service().Model.FindOperation(method == "GET" ? "GetObject" : "PutObject"),
                Caller = World.UserOf(World.Account, "alice"),
                Facts = new() { SourceIp = "192.0.2.1", UserAgent = "agent \"x\"", Host = "localhost", IsSecure = false },
                RequestId = "request",
                HostId = "host",
                Method = method,
                Path = path,
                Query = query,
                HttpVersion = "HTTP/1.1",
                IsVirtualHost = false,
                HasAuthorization = true,
                Status = 200,
                BytesSent = 5,
                Total = TimeSpan.FromMilliseconds(12.4),
                TurnAround = TimeSpan.FromMilliseconds(7.9),
            },
            CancellationToken.None);

        // The line rides the next commit.
        await ChangeBucketAsync(Bucket, static bucket => bucket);
    }
}
