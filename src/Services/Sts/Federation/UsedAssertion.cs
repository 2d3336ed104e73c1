using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.Sts.Federation;

/// <summary>An assertion that credentials were given for: it is taken once, and forgotten when its time is over.</summary>
internal sealed record UsedAssertion : IRecord<UsedAssertion>
{
    /// <inheritdoc/>
    public static RecordType<UsedAssertion> Type { get; } = new("sts/used-assertions", StsJson.Default.UsedAssertion);

    /// <summary>The account of the provider.</summary>
    public required string Account { get; init; }

    /// <summary>A digest of the provider's id and the assertion's.</summary>
    public required string Digest { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{Account}/{Digest}";

    /// <summary>Makes the record of an assertion.</summary>
    /// <param name="account">The account of the provider.</param>
    /// <param name="providerId">The provider.</param>
    /// <param name="assertionId">The id that the provider gave the assertion, of any length.</param>
    public static UsedAssertion Of(string account, string providerId, string assertionId) => new()
    {
        Account = account,
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{providerId}\n{assertionId}"))),
    };
}
