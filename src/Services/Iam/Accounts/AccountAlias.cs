using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>The alias of an account; no two accounts have the same.</summary>
internal sealed record AccountAlias : IRecord<AccountAlias>
{
    /// <summary>Finds the alias of an account.</summary>
    public static RecordIndex<AccountAlias> ByAccount { get; } = new("account", alias => alias.Account.Value);

    /// <inheritdoc/>
    public static RecordType<AccountAlias> Type { get; } = new("iam/account-aliases", IamJson.Default.AccountAlias, ByAccount);

    /// <summary>The alias.</summary>
    public required string Alias { get; init; }

    /// <summary>The account that has it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The alias itself: it is unique among all accounts, so no account leads the key.</summary>
    [JsonIgnore]
    public string Key => Alias;
}
