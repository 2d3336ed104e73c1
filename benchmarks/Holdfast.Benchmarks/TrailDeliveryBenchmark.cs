using System.Diagnostics;
using System.Globalization;
using System.Text;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3;
using Holdfast.Services.Sts.Roles;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Benchmarks;

/// <summary>How fast a trail delivers: from the stream of recorded calls through selection, packing, hashing and S3's own sealing into objects, on one core, with digests asked for.</summary>
internal static class TrailDeliveryBenchmark
{
    private const string Bucket = "evidence";
    private const int EventsPerCommit = 1_000;

    public static async Task<int> RunAsync(int events)
    {
        await DeliverAsync("warm-up", events / 10, change: null);
        await DeliverAsync("all management events", events, change: null);
        await DeliverAsync("all but KMS's", events, trail => trail with { BasicSelectors = [new(ReadWriteType.All, true, [], ["kms.amazonaws.com"])] });
        return 0;
    }

    private static async Task DeliverAsync(string about, int events, Func<Trail, Trail>? change)
    {
        var options = new TrailOptions { TrailInterval = TimeSpan.FromMinutes(5) };
        var parts = new Dependencies();
        await using var world = NewWorld(parts, options);
        world.Given(new StoredBucket { Name = Bucket, Account = World.Account, Region = World.Region.Value, CreatedAt = world.Now, Policy = Policy });
        await world.CallAsync(new CreateTrail(parts.Get<TrailSettings>(), options), new() { Name = "audit", S3BucketName = Bucket, EnableLogFileValidation = true });
        await world.CallAsync(new Change(change ?? (static trail => trail)), "audit");
        await world.CallAsync(new StartLogging(options), new() { Name = "audit" });
        var bytes = await FillAsync(world, events);
        world.Clock.Advance(options.TrailInterval);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await world.SettleAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var log = (await world.FindAsync<TrailLog>(Trail.KeyOf(World.Account, World.Region.Value, "audit")))!;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{about,-24} {events:N0} events of {bytes / events:N0} bytes: {events / elapsed.TotalSeconds:N0} events/s, {events / used.TotalSeconds:N0} events a second of processor time, error: {log.DeliveryError ?? "none"}"));
    }

    private static World NewWorld(Dependencies parts, TrailOptions options) => new(world =>
    {
        var ring = new KeyRing(world.Sealer);
        var calls = new FurtherCalls(world.Sealer, new Recorder(world.Ids));
        parts.Add(world.Sealer).Add(world.Ids).Add(new S3Quotas()).Add(ring)
            .Add<IFurtherCalls>(calls)
            .Add<IPermissions>(calls)
            .Add<IMfaDevices>(new MfaCodes(world.Sealer, new WallClock(TimeProvider.System)))
            .Add<ITopicPublisher>(new NoTopics())
            .Add<ILogWriter>(new NoLogs())
            .Add<IQueueSender>(new NoQueues())
            .Add<IEventBus>(new NoEventBus())
            .Add<IKeyUser>(new KeyUser(ring, calls))
            .Add<IRoleDirectory>(new RoleDirectory())
            .Add<IOrganizationDirectory>(new NoOrganizations())
            .Add<IServiceRoles>(new ServiceRoles(new RoleDirectory(), new MfaCodes(world.Sealer, new WallClock(TimeProvider.System)), world.Sealer, new IdentitySource(), calls))
            .AddS3(world.Store.Blobs, world.Ids)
            .AddCloudTrail(options);
        var service = new CloudTrailService();
        return (((IService)service).Followers(parts), service.TimerHandlers(parts));
    });

    private static async Task<long> FillAsync(World world, int events)
    {
        var stream = AuditStream.NameOf(World.Account, World.Region);
        var bytes = 0L;
        for (var done = 0; done < events; done += EventsPerCommit)
        {
            await world.WriteAsync(transaction =>
            {
                for (var number = done; number < Math.Min(done + EventsPerCommit, events); number++)
                {
                    var record = RecordOf(world, number);
                    bytes += record.Length;
                    transaction.Append(stream, new StreamAppend(world.Now, record, []));
                }
            });
        }

        return bytes;
    }

    private static byte[] RecordOf(World world, int number) => Encoding.UTF8.GetBytes(
        $$$"""{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333","accessKeyId":"AKIAI44QH8DHBEXAMPLE","userName":"alice"},"eventTime":"2030-01-01T00:00:00Z","eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1","userAgent":"aws-cli/2.17.1 md/awscrt#1.0.0 ua/2.0 os/linux#6.8 md/arch#x86_64 lang/python#3.11 cfg/retry-mode#standard","requestParameters":{"userName":"user-{{{number}}}","path":"/teams/"},"responseElements":{"user":{"path":"/teams/","userName":"user-{{{number}}}","userId":"{{{world.Ids.NewUniqueId("AIDA")}}}","arn":"arn:aws:iam::111122223333:user/teams/user-{{{number}}}","createDate":"Jan 1, 2030, 12:00:00 AM"}},"requestID":"{{{world.Ids.NewGuid()}}}","eventID":"{{{world.Ids.NewGuid()}}}","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}""");

    private static string Policy => $$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],
          "Resource":["arn:aws:s3:::{{Bucket}}","arn:aws:s3:::{{Bucket}}/*"]}]}
        """;

    private sealed class Change(Func<Trail, Trail> change) : IOperation<string, bool>
    {
        public ValueTask<Target> TargetAsync(string request, Call call, CancellationToken cancellationToken) => new(Target.Any);

        public async ValueTask<bool> ExecuteAsync(string request, Call call, CancellationToken cancellationToken)
        {
            var before = await call.OwnTrailAsync(request, cancellationToken);
            call.Transaction.Replace(before, change(before));
            return true;
        }
    }
}
