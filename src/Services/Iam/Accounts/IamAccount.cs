using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>An account with its root user.</summary>
/// <remarks>The access keys of the root user are kept under the account number, where a user's are kept under its id.</remarks>
internal sealed record IamAccount : IRecord<IamAccount>
{
    /// <summary>Finds accounts by the e-mail address of the root user, in any case.</summary>
    public static RecordIndex<IamAccount> ByEmail { get; } = new("email", account => EmailForIndex(account.Email));

    /// <inheritdoc/>
    public static RecordType<IamAccount> Type { get; } = new("iam/accounts", IamJson.Default.IamAccount, ByEmail);

    /// <summary>The number.</summary>
    public required AccountId Id { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address of the root user.</summary>
    public required string Email { get; init; }

    /// <summary>The partition that it is in.</summary>
    public required string Partition { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>The hash of the root user's console password; null when it has none.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>When the root user last signed in with the password, to the second; null for never.</summary>
    public DateTimeOffset? PasswordLastUsed { get; init; }

    /// <summary>The version of the session tokens that the global endpoint of STS gives out.</summary>
    public int GlobalEndpointTokenVersion { get; init; } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Id.Value;

    /// <summary>The ARN of the root user.</summary>
    [JsonIgnore]
    public Arn RootArn => RootArnOf(Partition, Id);

    /// <summary>The ARN of the root user of an account.</summary>
    public static Arn RootArnOf(string partition, AccountId account) => IamArns.Of(partition, account, "root");

    /// <summary>The form of an e-mail address by which accounts are found.</summary>
    public static string EmailForIndex(string email) => email.ToLowerInvariant();

    /// <summary>Leaves the hash out.</summary>
    public override string ToString() => $"IamAccount {{ {Id} }}";
}
