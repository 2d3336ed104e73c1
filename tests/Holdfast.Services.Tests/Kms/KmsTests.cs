using System.Text;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms.MultiRegion;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms;

/// <summary>A world with the timers of KMS, keys as somebody made them, and a way to say "refused, and nothing changed".</summary>
public abstract class KmsTests : IAsyncDisposable
{
    /// <summary>The id of no key.</summary>
    protected const string NoKey = "00000000-0000-4000-8000-000000000000";

    /// <summary>A context that tests encrypt with.</summary>
    protected static readonly IReadOnlyDictionary<string, string> Red = new Dictionary<string, string> { ["team"] = "red" };

    protected KmsTests()
    {
        Ring = new KeyRing(new MarkingSealer());
        World = new World(handlers: [new DeleteDueKey(Events), new RotateDueKey(Ring, Events), new ExpireKeyMaterial(Events)]);
    }

    /// <summary>Records what KMS does by itself, as the server does.</summary>
    private protected IServiceEvents Events { get; } = new ServiceEventRecorder(new SeededIdSource(1));

    protected World World { get; }

    private protected KeyRing Ring { get; }

    private protected KmsQuotas Quotas { get; init; } = new();

    /// <summary>Knows everybody but those whose name is "nobody".</summary>
    private protected IPrincipalDirectory Principals { get; } = new EverybodyElse();

    /// <summary>Judges and records further calls as the server does.</summary>
    private protected IFurtherCalls Calls => new FurtherCalls(World.Sealer, new Recorder(World.Ids));

    protected static AccountId Account => World.Account;

    protected static Caller Alice => World.UserOf(Account, "alice");

    /// <summary>The sentence about a key that is not there.</summary>
    protected static string NoSuchKey => $"Key 'arn:aws:kms:us-east-1:{Account}:key/{NoKey}' does not exist";

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte>? bytes) => Encoding.UTF8.GetString(bytes!.Value.Span);

    /// <summary>Makes a key.</summary>
    private protected async Task<Key> GivenKeyAsync(
        string spec = KeySpec.SymmetricDefault, string? usage = null, string origin = OriginType.AwsKms, string? policy = null, bool multiRegion = false)
    {
        var made = await World.CallAsync(
            new CreateKey(Ring, Quotas, Principals),
            new() { KeySpec = spec, KeyUsage = usage ?? KeySpecs.Of(spec).Usages[0], Origin = origin, Policy = policy, MultiRegion = multiRegion, BypassPolicyLockoutSafetyCheck = true });
        return await KeyAsync(made.KeyMetadata!.KeyId);
    }

    private protected async Task<Key> KeyAsync(string id, Region? region = null)
        => (await World.FindAsync<Key>(Key.KeyOf(Account, (region ?? World.Region).Value, id)))!;

    /// <summary>Makes a replica of a key in another region.</summary>
    private protected async Task<Key> GivenReplicaAsync(Key key, Region region)
    {
        await World.CallAsync(
            new ReplicateKey(Ring, Quotas, Principals, Calls),
            new() { KeyId = key.Id, ReplicaRegion = region.Value, BypassPolicyLockoutSafetyCheck = true },
            region: new(key.Region));
        return await KeyAsync(key.Id, region);
    }

    /// <summary>Puts a key into another state.</summary>
    private protected async Task InStateAsync(Key key, string state)
    {
        using var transaction = World.Store.Begin(new("state", 0));
        var before = (await transaction.FindAsync<Key>(key.RecordKey, CancellationToken.None))!;
        transaction.Replace(before, before with { State = state });
        await World.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
    }

    private protected async Task<ReadOnlyMemory<byte>> EncryptedAsync(Key key, string text, IReadOnlyDictionary<string, string>? context = null)
        => (await World.CallAsync(
            new Encrypt(Ring), new() { KeyId = key.Id, Plaintext = Bytes(text), EncryptionContext = context }, region: new(key.Region))).CiphertextBlob!.Value;

    private protected async Task<string> DecryptedAsync(ReadOnlyMemory<byte> ciphertext, IReadOnlyDictionary<string, string>? context = null, Region? region = null)
        => Text((await World.CallAsync(new Decrypt(Ring), new() { CiphertextBlob = ciphertext, EncryptionContext = context }, region: region)).Plaintext);

    /// <summary>Checks that a call is refused and that nothing changed; gives AWS's sentence.</summary>
    protected async Task<string> RefusedAsync<TException>(Func<Task> call)
        where TException : ServiceException
    {
        var before = World.Changes.Count;
        var error = await Assert.ThrowsAsync<TException>(call);
        Assert.Equal(before, World.Changes.Count);
        return error.Message;
    }

    /// <summary>Checks that what only an enabled key can do is refused in every other state.</summary>
    private protected async Task RefusedUnlessEnabledAsync(Key key, Func<Task> call)
    {
        await InStateAsync(key, KeyState.Disabled);
        Assert.Equal($"{key.Arn} is disabled.", await RefusedAsync<DisabledException>(call));
        await InStateAsync(key, KeyState.PendingDeletion);
        Assert.Equal($"{key.Arn} is pending deletion.", await RefusedAsync<KMSInvalidStateException>(call));
        await InStateAsync(key, KeyState.PendingImport);
        Assert.Equal($"{key.Arn} is pending import.", await RefusedAsync<KMSInvalidStateException>(call));
    }

    /// <summary>Checks that a key which is about to be deleted is left as it is.</summary>
    private protected async Task RefusedWhenPendingDeletionAsync(Key key, Func<Task> call)
    {
        await InStateAsync(key, KeyState.PendingDeletion);
        Assert.Equal($"{key.Arn} is pending deletion.", await RefusedAsync<KMSInvalidStateException>(call));
    }

    private sealed class EverybodyElse : IPrincipalDirectory
    {
        public ValueTask<bool> ExistsAsync(IReadTransaction transaction, string type, string name, CancellationToken cancellationToken)
            => new(!name.EndsWith("/nobody", StringComparison.Ordinal));
    }
}
