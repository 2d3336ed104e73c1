using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>A part of a metadata document, which may be longer than a record.</summary>
internal sealed record SamlMetadataPart : IRecord<SamlMetadataPart>
{
    /// <summary>Characters in a part: even where each is escaped in JSON, a record holds them.</summary>
    public const int CharactersMax = 500_000;

    /// <inheritdoc/>
    public static RecordType<SamlMetadataPart> Type { get; } = new("iam/saml-metadata", IamJson.Default.SamlMetadataPart);

    /// <summary>The account that trusts the provider.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the provider.</summary>
    public required string ProviderId { get; init; }

    /// <summary>The number of the part, from zero.</summary>
    public required int Number { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => PrefixOf(Account, ProviderId) + Number.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>What the keys of all parts of a provider's document start with.</summary>
    public static string PrefixOf(AccountId account, string providerId) => $"{account.Value}/{providerId}/";

    /// <summary>The number of parts that a document takes.</summary>
    public static int CountOf(string document) => (document.Length + CharactersMax - 1) / CharactersMax;

    /// <summary>Writes a document.</summary>
    public static void Insert(ITransaction transaction, AccountId account, string providerId, string document)
    {
        for (var number = 0; number < CountOf(document); number++)
        {
            var start = number * CharactersMax;
            transaction.Insert(new SamlMetadataPart
            {
                Account = account,
                ProviderId = providerId,
                Number = number,
                Text = document.Substring(start, Math.Min(CharactersMax, document.Length - start)),
            });
        }
    }

    /// <summary>Reads a document.</summary>
    public static async ValueTask<string> ReadAsync(
        IReadTransaction transaction, AccountId account, string providerId, CancellationToken cancellationToken)
    {
        var document = new StringBuilder();
        foreach (var part in await transaction.ListAsync<SamlMetadataPart>(PrefixOf(account, providerId), cancellationToken))
        {
            document.Append(part.Text);
        }

        return document.ToString();
    }

    /// <summary>Removes a document.</summary>
    public static async ValueTask DeleteAsync(ITransaction transaction, AccountId account, string providerId, CancellationToken cancellationToken)
    {
        foreach (var part in await transaction.ListAsync<SamlMetadataPart>(PrefixOf(account, providerId), cancellationToken))
        {
            transaction.Delete(part);
        }
    }
}
