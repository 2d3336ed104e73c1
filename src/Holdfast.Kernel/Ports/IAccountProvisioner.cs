using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Makes accounts with their root users; implemented by the service that owns identities, asked by the server at first start and by the gate in dev mode.</summary>
public interface IAccountProvisioner
{
    /// <summary>Says whether the account exists.</summary>
    ValueTask<bool> ExistsAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken);

    /// <summary>Makes the account with a root user and, for it, an access key.</summary>
    ValueTask CreateAsync(ITransaction transaction, NewAccount account, CancellationToken cancellationToken);
}

/// <summary>An account to be made.</summary>
public sealed record NewAccount
{
    /// <summary>The number.</summary>
    public required AccountId Id { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address of the root user.</summary>
    public required string Email { get; init; }

    /// <summary>The partition that it is made in.</summary>
    public required Partition Partition { get; init; }

    /// <summary>When it is made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The id of the root user's access key.</summary>
    public required string RootAccessKeyId { get; init; }

    /// <summary>The secret of the root user's access key.</summary>
    public required string RootSecret { get; init; }

    /// <summary>The console password of the root user; null for none.</summary>
    public string? RootPassword { get; init; }

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"NewAccount {{ {Id} }}";
}
