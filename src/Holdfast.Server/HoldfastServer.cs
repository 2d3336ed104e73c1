using System.Reflection;
using Holdfast.Gateway;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Listening;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Server.Configuration;
using Holdfast.Server.Federation;
using Holdfast.Server.Logging;
using Holdfast.Server.Secrets;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.Organizations;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Services.Iam.SignIn;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Cors;
using Holdfast.Services.S3.Figures;
using Holdfast.Services.S3.Logging;
using Holdfast.Services.Sts.Roles;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server;

/// <summary>A running server, put together by hand: what it is made of can be read from top to bottom.</summary>
public sealed partial class HoldfastServer : IAsyncDisposable
{
    private static readonly WallClock s_wallClock = new(TimeProvider.System);
    private static readonly NoOrganizations s_organizations = new();
    private static readonly TimeSpan s_deliveryBound = TimeSpan.FromSeconds(30);

    private readonly IStore _store;
    private readonly Pump _pump;
    private readonly LocalAuthority _authority;
    private readonly LastUses _uses;
    private readonly TimeProvider _clock;
    private readonly TrailOptions _trails;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILoggerFactory _loggers;
    private Listener? _listener;
    private Task _pumping = Task.CompletedTask;
    private Task _sweeping = Task.CompletedTask;
    private Task _lake = Task.CompletedTask;
    private LakeWorker? _lakeWorker;

    private HoldfastServer(
        IStore store, Pump pump, LastUses uses, TimeProvider clock, TrailOptions trails, LocalAuthority authority, ILoggerFactory loggers)
    {
        _store = store;
        _pump = pump;
        _uses = uses;
        _clock = clock;
        _trails = trails;
        _authority = authority;
        _loggers = loggers;
    }

    /// <summary>The version, as the build made it.</summary>
    public static string Version { get; } = typeof(HoldfastServer).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>The port that it listens on.</summary>
    public int Port => _listener!.Port;

    /// <summary>The certificate that clients have to trust for HTTPS, in PEM.</summary>
    public string CertificatePem => _authority.CertificatePem;

    /// <summary>The store, for the tests that look behind the wire.</summary>
    internal IStore Store => _store;

    /// <summary>The management account.</summary>
    internal ManagementAccount Account { get; private set; } = null!;

    /// <summary>Starts a server.</summary>
    /// <exception cref="StartException">It cannot start; the message says why.</exception>
    public static async Task<HoldfastServer> StartAsync(ServerOptions options, TextWriter log)
    {
        var loggers = new LineLoggers(log, options.LogLevel, TimeProvider.System);
        var store = OpenStore(options);
        try
        {
            var keys = new KeyFolder(options.Data);
            var sealer = new AesSecretSealer(MasterKeyOf(options, keys));
            var authority = options.IsEphemeral ? LocalAuthority.Create(TimeProvider.System) : keys.Authority();
            return await StartAsync(options, loggers, store, sealer, authority);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it in order: no new calls, those under way to their end, background work, then the store with all that it still holds back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        await _stopping.CancelAsync();
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _lake.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        await DeliverTrailsAsync();
        _pump.Dispose();

        // Only now does nothing take events in any more.
        _lakeWorker?.Clear();
        await KeepUsesAsync();
        await _store.DisposeAsync();
        _authority.Dispose();
        _loggers.Dispose();
    }

    // What cannot be delivered now is delivered after the next start.
    private async ValueTask DeliverTrailsAsync()
    {
        try
        {
            using var bound = new CancellationTokenSource(s_deliveryBound);
            await TrailPace.WakeAsync(_store, _clock.GetUtcNow(), _trails, bound.Token);
            await _pump.SettleAsync(bound.Token);
        }
        catch (Exception undelivered) when (undelivered is StoreUnavailableException or OperationCanceledException)
        {
            Log.TrailsNotDelivered(_loggers.CreateLogger("Holdfast.Server"), undelivered);
        }
    }

    // What cannot be kept now is found in the record of calls at the next start.
    private async ValueTask KeepUsesAsync()
    {
        try
        {
            await _uses.CloseAsync(_store, _clock.GetUtcNow(), CancellationToken.None);
        }
        catch (StoreUnavailableException unavailable)
        {
            Log.UsesNotKept(_loggers.CreateLogger("Holdfast.Server"), unavailable);
        }
    }

    private static SqliteStore OpenStore(ServerOptions options)
    {
        try
        {
            return SqliteStore.Open(new SqliteStoreOptions { Folder = options.IsEphemeral ? null : Path.GetFullPath(options.Data) });
        }
        catch (StoreFormatException unusable)
        {
            throw new StartException(unusable.Message);
        }
        catch (StoreUnavailableException unavailable)
        {
            throw new StartException($"The data folder '{options.Data}' cannot be used: {unavailable.Message}");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder '{options.Data}' cannot be used: {denied.Message}");
        }
    }

    private static byte[] MasterKeyOf(ServerOptions options, KeyFolder keys)
        => options.MasterKey is { } given ? Convert.FromBase64String(given)
            : options.IsEphemeral ? System.Security.Cryptography.RandomNumberGenerator.GetBytes(AesSecretSealer.KeyBytes)
            : keys.MasterKey();

    private static async Task<HoldfastServer> StartAsync(
        ServerOptions options, LineLoggers loggers, SqliteStore store, ISecretSealer sealer, LocalAuthority authority)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        IdSource ids = new SystemIdSource();
        var clock = new VirtualClock(TimeProvider.System);
        var services = ServiceCatalog.All();
        var accounts = new AccountProvisioner(sealer, ids);
        var journal = new UsageJournal();
        var uses = new LastUses(journal, [.. services.Select(service => service.Model)], KnownRegions.All);
        var recorder = new Recorder(ids, journal);
        var dependencies = DependenciesOf(options, services, sealer, ids, clock).Add(uses);
        var further = new FurtherCalls(sealer, recorder);
        dependencies.Add<IFurtherCalls>(further).Add<IPermissions>(further).Add<IKeyUser>(new KeyUser(dependencies.Get<KeyRing>(), further));
        dependencies.Add<IServiceRoles>(new ServiceRoles(dependencies.Get<IRoleDirectory>(), dependencies.Get<IMfaDevices>(), sealer, dependencies.Get<IIdentitySource>(), further));
        dependencies.AddS3(store.Blobs, ids);
        var trails = TrailsOf(options);
        dependencies.AddCloudTrail(trails, new LakeOptions { ScratchFolder = options.IsEphemeral ? null : Path.Combine(Path.GetFullPath(options.Data), "lake-scratch") });
        var pump = new Pump(
            store,
            services.SelectMany(service => service.Followers(dependencies)),
            services.SelectMany(service => service.TimerHandlers(dependencies)),
            clock,
            ids);
        await clock.RestoreAsync(store, CancellationToken.None);
        var firstStart = new FirstStart(store, accounts, sealer, ids, clock, options);
        var server = new HoldfastServer(store, pump, uses, clock, trails, authority, loggers) { Account = await firstStart.RunAsync() };
        var gate = new Gate(new GateParts
        {
            Options = options.Gate,
            Services = services,
            Dependencies = dependencies,
            Store = store,
            Identities = new IdentitySource(),
            Accounts = accounts,
            SignIn = new ConsoleSignIn(dependencies.Get<IConsolePasswords>(), dependencies.Get<IMfaDevices>(), ids, options.SignIn),
            Sealer = sealer,
            Recorder = recorder,
            Ids = ids,
            Clock = clock,
            Accesses = new AccessJournal(store),
            Storage = new StorageMeasures(store, clock),
            World = new ServerWorld(store, pump, uses, clock, trails, firstStart, options.IsDev),
            Region = options.Region,
            DevAccount = options.IsDev ? server.Account.Id : null,
            Version = Version,
            Loggers = loggers,
        });
        await server.ListenAsync(gate, options, loggers);
        server.Sweep(startedAt, loggers.CreateLogger("Holdfast.Services.S3"));
        server.Pump(clock, loggers.CreateLogger("Holdfast.Kernel.Work"));
        server.RunLake(new LakeWorker(store, dependencies, clock, ids), startedAt, loggers.CreateLogger("Holdfast.Services.CloudTrail"));
        return server;
    }

    private static Dependencies DependenciesOf(
        ServerOptions options, IReadOnlyList<IService> services, ISecretSealer sealer, IdSource ids, TimeProvider clock)
        => new Dependencies()
            .Add(sealer)
            .Add(ids)
            .Add<IIdentitySource>(new IdentitySource())
            .Add(s_wallClock)
            .Add<IMfaDevices>(new MfaCodes(sealer, s_wallClock))
            .Add<IOrganizationDirectory>(s_organizations)
            .Add<IRootSessions>(new RootSessions(s_organizations))
            .Add<IConsolePasswords>(new ConsolePasswords())
            .Add<IRoleDirectory>(new RoleDirectory())
            .Add<IPrincipalDirectory>(new PrincipalDirectory())
            .Add<IIdentityProviders>(new IdentityProviders(sealer))
            .Add<IOutboundIssuers>(new OutboundIssuers(sealer, clock))
            .Add<IWebKeySource>(new WebKeySource(options.WebKeys, WebKeySource.DefaultTimeout))
            .Add(new IamQuotas { UsersPerAccount = options.UsersPerAccount })
            .Add(options.EventHistory)
            .Add(new KmsQuotas())
            .Add(new S3Quotas { HasOpenBuckets = options.HasOpenBuckets })
            .Add<ICrossOriginRules>(new CrossOrigins())
            .Add(new KeyRing(sealer))
            .Add<IServiceEvents>(new ServiceEventRecorder(ids))
            .Add<ITopicPublisher>(new NoTopics())
            .Add<ILogWriter>(new NoLogs())
            .Add<IQueueSender>(new NoQueues())
            .Add<IEventBus>(new NoEventBus())
            .Add<IEventResources>(new EventResources(services.Select(service => service.Model)));

    private static TrailOptions TrailsOf(ServerOptions options)
    {
        var trails = new TrailOptions { Regions = KnownRegions.All };
        trails.TrailInterval = options.TrailInterval ?? (options.IsDev ? TimeSpan.FromSeconds(5) : trails.TrailInterval);
        trails.DigestInterval = options.DigestInterval ?? (options.IsDev ? TimeSpan.FromMinutes(1) : trails.DigestInterval);
        return trails;
    }

    private async Task ListenAsync(Gate gate, ServerOptions options, LineLoggers loggers)
    {
        try
        {
            _listener = await Listener.StartAsync(gate, options.Listen, options.Port, _authority, options.Gate, loggers);
        }
        catch (Exception failure) when (Listener.IsPortInUse(failure))
        {
            throw new StartException($"Port {options.Port} is in use. End what has it, or choose another with --port.");
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            throw new StartException($"It is not possible to listen on {options.Listen?.ToString() ?? "localhost"}:{options.Port}: {failure.Message}");
        }
    }

    private void Pump(VirtualClock clock, ILogger logger)
    {
        var loop = new PumpLoop(_pump, _store, clock, fault => Log.PumpFault(logger, fault));
        _pumping = Task.Run(() => loop.RunAsync(_stopping.Token));
    }

    private void Sweep(DateTimeOffset startedAt, ILogger logger)
        => _sweeping = Task.Run(async () =>
        {
            try
            {
                var swept = await new OrphanSweep(_store, TimeProvider.System).RunAsync(startedAt, _stopping.Token);
                Log.Swept(logger, swept.Files, swept.Bytes);
            }
            catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                Log.NotSwept(logger, failure);
            }
        });

    private void RunLake(LakeWorker worker, DateTimeOffset startedAt, ILogger logger)
    {
        _lakeWorker = worker;
        _lake = Task.Run(async () =>
        {
            await worker.SweepAsync(startedAt, _stopping.Token);
            await worker.RunAsync(fault => Log.LakeFault(logger, fault), _stopping.Token);
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A query of the lake broke")]
        public static partial void LakeFault(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Information, Message = "Files of objects that nothing names any more: {Files} removed, {Bytes} bytes")]
        public static partial void Swept(ILogger logger, int files, long bytes);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Not all files of objects that nothing names could be removed; the next start tries again")]
        public static partial void NotSwept(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The background work broke; it goes on after a pause")]
        public static partial void PumpFault(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store refused what was last used; the next start reads it from the record of calls")]
        public static partial void UsesNotKept(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Not all events of the trails were delivered before the stop; the next start goes on with them")]
        public static partial void TrailsNotDelivered(ILogger logger, Exception exception);
    }
}
