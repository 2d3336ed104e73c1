using System.Text;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.Tests.S3.Notifications;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3;

/// <summary>A world with S3, the real KMS behind it, and shorter ways to make buckets and objects and to read them.</summary>
public abstract class S3Tests : IAsyncDisposable
{
    /// <summary>The bucket of most tests.</summary>
    protected const string Bucket = "evidence";

    protected S3Tests() => World = new World(world =>
    {
        var ring = new KeyRing(world.Sealer);
        var calls = new FurtherCalls(world.Sealer, new Recorder(world.Ids));
        Parts.Add(world.Sealer).Add(world.Ids).Add(Quotas).Add(ring)
            .Add<IFurtherCalls>(calls)
            .Add<IPermissions>(calls)
            .Add<IMfaDevices>(Devices)
            .Add<IKeyUser>(new KeyUser(ring, calls))
            .Add<ITopicPublisher>(Destinations)
            .Add<IQueueSender>(Destinations)
            .Add<IEventBus>(Destinations)
            .AddS3(world.Store.Blobs, world.Ids);
        var service = new S3Service();
        return (((IService)service).Followers(Parts), service.TimerHandlers(Parts));
    });

    protected World World { get; }

    /// <summary>Where notifications go.</summary>
    protected FakeDestinations Destinations { get; } = new();

    /// <summary>What operations ask for in their constructors.</summary>
    protected Dependencies Parts { get; } = new();

    /// <summary>The MFA devices of everybody, one code each.</summary>
    private protected OneCodeDevices Devices { get; } = new();

    private protected IPermissions Permissions => Parts.Get<IPermissions>();

    private protected S3Quotas Quotas { get; } = new();

    private protected BodyStore Bodies => Parts.Get<BodyStore>();

    private protected BodyIntake Intake => Parts.Get<BodyIntake>();

    private protected Envelopes Envelopes => Parts.Get<Envelopes>();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
    }

    /// <summary>Makes a bucket.</summary>
    private protected async Task<StoredBucket> GivenBucketAsync(string name = Bucket, string? versioning = null, bool isLocked = false, AccountId? account = null)
    {
        await World.CallAsync(new CreateBucket(Quotas), new() { Bucket = name, ObjectLockEnabledForBucket = isLocked }, account: account);
        if (versioning is not null)
        {
            await ChangeBucketAsync(name, bucket => bucket with { Versioning = versioning });
        }

        return await BucketAsync(name);
    }

    private protected async Task<StoredBucket> BucketAsync(string name = Bucket) => (await World.FindAsync<StoredBucket>(name))!;

    /// <summary>Changes a bucket as an earlier call could have.</summary>
    private protected async Task ChangeBucketAsync(string name, Func<StoredBucket, StoredBucket> change)
    {
        using var transaction = World.Store.Begin(new("change", 0));
        var before = (await transaction.FindAsync<StoredBucket>(name, CancellationToken.None))!;
        transaction.Replace(before, change(before));
        await World.Store.CommitAsync(transaction, Store.Durability.Durable, CancellationToken.None);
    }

    /// <summary>Puts an object.</summary>
    private protected Task<PutObjectResponse> PutAsync(string key, string text, string bucket = Bucket)
        => PutAsync(new() { Bucket = bucket, Key = key, Body = BodyOf(Encoding.UTF8.GetBytes(text)) });

    /// <summary>Puts an object.</summary>
    private protected Task<PutObjectResponse> PutAsync(PutObjectRequest request) => World.CallAsync(new PutObject(Intake, Envelopes), request);

    /// <summary>Reads an object.</summary>
    private protected async Task<string> TextOfAsync(string key, string? versionId = null, string bucket = Bucket)
    {
        var response = await World.CallAsync(new GetObject(Bodies, Envelopes), new() { Bucket = bucket, Key = key, VersionId = versionId });
        return Encoding.UTF8.GetString(await BytesOfAsync(response.Body!));
    }

    /// <summary>A body as it comes from a client: a stream that is read once, forward.</summary>
    protected static Stream BodyOf(byte[] bytes) => new BufferedStream(new MemoryStream(bytes, writable: false));

    /// <summary>Reads a stream to its end.</summary>
    protected static async Task<byte[]> BytesOfAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
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

    /// <summary>The files that bodies are in.</summary>
    protected async Task<IReadOnlyList<string>> FilesAsync(string folder = "objects")
    {
        var names = new List<string>();
        await foreach (var blob in World.Store.Blobs.ListAsync(folder, CancellationToken.None))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
