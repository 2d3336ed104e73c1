using Holdfast.Gateway.OwnCalls;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Store;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway;

/// <summary>What the gate is put together from.</summary>
public sealed class GateParts
{
    /// <summary>The bounds.</summary>
    public GateOptions Options { get; init; } = new();

    /// <summary>The services, in the order in which they are looked through.</summary>
    public required IReadOnlyList<IService> Services { get; init; }

    /// <summary>What their operations may ask for.</summary>
    public required Dependencies Dependencies { get; init; }

    /// <summary>The store.</summary>
    public required IStore Store { get; init; }

    /// <summary>Who access keys belong to.</summary>
    public required IIdentitySource Identities { get; init; }

    /// <summary>Makes accounts.</summary>
    public required IAccountProvisioner Accounts { get; init; }

    /// <summary>Checks who signs in to the console.</summary>
    public required IConsoleSignIn SignIn { get; init; }

    /// <summary>Opens secrets.</summary>
    public required ISecretSealer Sealer { get; init; }

    /// <summary>Keeps the record.</summary>
    public required IRecorder Recorder { get; init; }

    /// <summary>The source of ids.</summary>
    public required IdSource Ids { get; init; }

    /// <summary>The world's clock, which may be moved.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Real time, by which signatures and rates are judged.</summary>
    public TimeProvider WallClock { get; init; } = TimeProvider.System;

    /// <summary>Keeps the lines of access logs; null where nobody does.</summary>
    public IAccessJournal? Accesses { get; init; }

    /// <summary>Knows how much is stored; null where nobody does.</summary>
    public IStorageMeasures? Storage { get; init; }

    /// <summary>What the server's own calls act on.</summary>
    public required IWorld World { get; init; }

    /// <summary>The region of calls that name none.</summary>
    public required Region Region { get; init; }

    /// <summary>The account behind the conventional key of local clouds; null when the conventions do not hold.</summary>
    public AccountId? DevAccount { get; init; }

    /// <summary>The version of the server.</summary>
    public required string Version { get; init; }

    /// <summary>Where loggers come from.</summary>
    public required ILoggerFactory Loggers { get; init; }
}
