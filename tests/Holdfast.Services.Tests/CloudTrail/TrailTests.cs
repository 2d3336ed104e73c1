using System.IO.Compression;
using System.Text.Json;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Shapes;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.Sts.Roles;
using Holdfast.Testing;
using GetObjectRequest = Holdfast.Services.S3.GetObjectRequest;

namespace Holdfast.Services.Tests.CloudTrail;

/// <summary>A world with CloudTrail, the real S3 and KMS behind it, a bucket that lets it in, and shorter ways to make trails and to read what they deliver.</summary>
public abstract class TrailTests : IAsyncDisposable
{
    /// <summary>The bucket of most tests.</summary>
    protected const string Bucket = "evidence";

    /// <summary>The name of most trails.</summary>
    protected const string Name = "audit";

    private static readonly IamService Iam = new();
    private static readonly S3Service S3 = new();

    private Recorder _recorder = null!;

    protected TrailTests() => World = new World(world =>
    {
        var ring = new KeyRing(world.Sealer);
        _recorder = new Recorder(world.Ids);
        var calls = new FurtherCalls(world.Sealer, _recorder);
        Parts.Add(world.Sealer).Add(world.Ids).Add(new S3Quotas()).Add(ring)
            .Add<IFurtherCalls>(calls)
            .Add<IPermissions>(calls)
            .Add<IMfaDevices>(new MfaCodes(world.Sealer, new WallClock(TimeProvider.System)))
            .Add<ITopicPublisher>(Told)
            .Add<ILogWriter>(Told)
            .Add<IQueueSender>(new NoQueues())
            .Add<IEventBus>(new NoEventBus())
            .Add<IKeyUser>(new KeyUser(ring, calls))
            .Add<IRoleDirectory>(new RoleDirectory())
            .Add<IOrganizationDirectory>(new NoOrganizations())
            .Add<IIdentitySource>(new IdentitySource())
            .Add<IPrincipalDirectory>(new PrincipalDirectory());
        Parts.Add<IServiceRoles>(new ServiceRoles(Parts.Get<IRoleDirectory>(), Parts.Get<IMfaDevices>(), world.Sealer, Parts.Get<IIdentitySource>(), calls))
            .AddS3(world.Store.Blobs, world.Ids)
            .AddCloudTrail(Options);
        var service = new CloudTrailService();
        return (((IService)service).Followers(Parts), service.TimerHandlers(Parts));
    });

    /// <summary>The region beside the home region that trails of all regions cover here.</summary>
    protected static Region Elsewhere { get; } = new("eu-west-1");

    protected World World { get; }

    /// <summary>The topics and log groups, which nobody can have unless a test says so.</summary>
    protected FakeReceivers Told { get; } = new();

    /// <summary>What operations ask for in their constructors.</summary>
    protected Dependencies Parts { get; } = new();

    protected TrailOptions Options { get; } = new() { Regions = [World.Region, new("eu-west-1")] };

    private protected TrailSettings Settings => Parts.Get<TrailSettings>();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
        Parts.Get<LakeParts>().Files.Clear();
    }

    /// <summary>Makes a bucket whose policy is the published one for trails.</summary>
    protected async Task GivenBucketAsync(string name = Bucket, string prefix = "")
    {
        await World.CallAsync(new CreateBucket(Parts.Get<S3Quotas>()), new() { Bucket = name });
        await SetPolicyAsync(name, PolicyOf(name, prefix));
    }

    /// <summary>Gives a bucket a policy as an earlier call could have; null takes it away.</summary>
    protected async Task SetPolicyAsync(string name, string? policy)
    {
        using var transaction = World.Store.Begin(new("policy", 0));
        var before = (await transaction.FindAsync<StoredBucket>(name, CancellationToken.None))!;
        transaction.Replace(before, before with { Policy = policy });
        await World.Store.CommitAsync(transaction, Store.Durability.Durable, CancellationToken.None);
    }

    /// <summary>The policy that the CloudTrail user guide publishes for buckets of trails.</summary>
    protected static string PolicyOf(string bucket, string prefix = "") => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"AWSCloudTrailAclCheck","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl",
           "Resource":"arn:aws:s3:::{{bucket}}","Condition":{"StringEquals":{"aws:SourceArn":"{{ArnOf()}}" } } },
          {"Sid":"AWSCloudTrailWrite","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
           "Resource":"arn:aws:s3:::{{bucket}}/{{prefix}}AWSLogs/{{World.Account}}/*",
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control","aws:SourceArn":"{{ArnOf()}}" } } }]}
        """;

    /// <summary>The ARN of a trail.</summary>
    protected static string ArnOf(string name = Name) => $"arn:aws:cloudtrail:{World.Region}:{World.Account}:trail/{name}";

    /// <summary>Makes a bucket and a trail into it.</summary>
    private protected async Task<Trail> GivenTrailAsync(Func<CreateTrailRequest, CreateTrailRequest>? change = null)
    {
        await GivenBucketAsync();
        var request = new CreateTrailRequest { Name = Name, S3BucketName = Bucket };
        await World.CallAsync(new CreateTrail(Settings, Options), change?.Invoke(request) ?? request);
        return (await TrailAsync())!;
    }

    /// <summary>Makes a bucket and a trail into it that logs since the end of the first hour; what CloudTrail asked of the bucket was before.</summary>
    private protected async Task<Trail> GivenLoggingAsync(Func<CreateTrailRequest, CreateTrailRequest>? change = null)
    {
        var trail = await GivenTrailAsync(change);
        World.Clock.Advance(TimeSpan.FromHours(1));
        await StartAsync();
        return trail;
    }

    /// <summary>Changes a trail as an earlier call could have.</summary>
    private protected Task ChangeAsync(Func<Trail, Trail> change) => World.CallAsync(new Change(change), "");

    private protected Task StartAsync() => World.CallAsync(new StartLogging(Options), new() { Name = Name });

    private protected Task StopAsync() => World.CallAsync(new StopLogging(), new() { Name = Name });

    private protected Task<Trail?> TrailAsync(string name = Name) => World.FindAsync<Trail>(Trail.KeyOf(World.Account, World.Region.Value, name));

    private protected async Task<TrailLog> LogAsync() => (await World.FindAsync<TrailLog>(Trail.KeyOf(World.Account, World.Region.Value, Name)))!;

    private protected Task<GetTrailStatusResponse> StatusAsync() => World.CallAsync(new GetTrailStatus(Told, Told), new() { Name = Name });

    private protected Task SelectAsync(params EventSelectorShape[] selectors)
        => World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, EventSelectors = selectors });

    /// <summary>Records the creation of a user, as the gateway does.</summary>
    protected Task RecordAsync(string userName, Region? region = null)
        => RecordAsync(Iam, "CreateUser", new CreateUserRequest { UserName = userName }, region);

    /// <summary>Records a call.</summary>
    private protected Task RecordAsync(IService service, string operation, IShape input, Region? region = null, IReadOnlyList<NamedResource>? resources = null)
        => World.WriteAsync(transaction => _recorder.Record(transaction, new()
        {
            Operation = service.Model.FindOperation(operation)!,
            Caller = World.RootOf(World.Account),
            Account = World.Account,
            Region = region ?? World.Region,
            Now = World.Now,
            RequestId = World.Ids.NewGuid().ToString(),
            Request = new() { SourceIp = "192.0.2.1", UserAgent = "test", Host = "localhost", IsSecure = false },
            Input = input,
            Resources = resources,
        }));

    /// <summary>Records that an object was read.</summary>
    protected Task RecordReadAsync(string bucket, string key)
        => RecordAsync(S3, "GetObject", new GetObjectRequest { Bucket = bucket, Key = key }, resources:
        [
            new(new($"arn:aws:s3:::{bucket}/{key}"), World.Account, "AWS::S3::Object"),
            new(new($"arn:aws:s3:::{bucket}"), World.Account, "AWS::S3::Bucket"),
        ]);

    /// <summary>The keys of the objects in the bucket, but for those of empty folders.</summary>
    protected async Task<IReadOnlyList<string>> KeysAsync(string folder = "CloudTrail", string bucket = Bucket)
        => [.. (await World.ListAsync<CurrentObject>(bucket + "/")).Select(static current => current.Object.Key).Where(key => key.Contains($"/{folder}/", StringComparison.Ordinal) && !key.EndsWith('/'))];

    /// <summary>Reads an object and unpacks it.</summary>
    protected async Task<byte[]> UnpackAsync(string key, string bucket = Bucket)
    {
        var response = await World.CallAsync(new GetObject(Parts.Get<BodyStore>(), Parts.Get<Envelopes>()), new() { Bucket = bucket, Key = key });
        await using var body = response.Body!;
        await using var unpacker = new GZipStream(body, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacker.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>The names of the users whose creation is in the delivered files, in the order of files and records; other records by their operation.</summary>
    protected async Task<IReadOnlyList<string>> DeliveredAsync()
    {
        List<string> found = [];
        foreach (var key in await KeysAsync())
        {
            using var document = JsonDocument.Parse(await UnpackAsync(key));
            found.AddRange(document.RootElement.GetProperty("Records").EnumerateArray().Select(TextOf));
        }

        return found;
    }

    /// <summary>Checks that a call is refused and that nothing changed; gives the error.</summary>
    protected async Task<ServiceException> RefusedAsync(string code, Func<Task> call)
    {
        var before = World.Changes.Count;
        var error = await Assert.ThrowsAnyAsync<ServiceException>(call);
        Assert.Equal(code, error.Code);
        Assert.Equal(before, World.Changes.Count);
        return error;
    }

    private static string TextOf(JsonElement record)
        => record.GetProperty("requestParameters") is { ValueKind: JsonValueKind.Object } parameters
            ? parameters.TryGetProperty("userName", out var user) ? user.GetString()!
                : parameters.TryGetProperty("key", out var key) ? key.GetString()!
                : record.GetProperty("eventName").GetString()!
            : record.GetProperty("eventName").GetString()!;

    private sealed class Change(Func<Trail, Trail> change) : IOperation<string, bool>
    {
        public ValueTask<Target> TargetAsync(string request, Call call, CancellationToken cancellationToken) => new(Target.Any);

        public async ValueTask<bool> ExecuteAsync(string request, Call call, CancellationToken cancellationToken)
        {
            var before = await call.OwnTrailAsync(Name, cancellationToken);
            call.Transaction.Replace(before, change(before));
            return true;
        }
    }
}
