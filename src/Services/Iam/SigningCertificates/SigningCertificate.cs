using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SigningCertificates;

/// <summary>An X.509 certificate with which a user or the root user signs what it uploads.</summary>
internal sealed record SigningCertificate : IRecord<SigningCertificate>
{
    /// <summary>Finds a certificate by account and id, whoever has it.</summary>
    public static RecordIndex<SigningCertificate> ById { get; } = new("id", certificate => IndexOf(certificate.Account, certificate.Id));

    /// <inheritdoc/>
    public static RecordType<SigningCertificate> Type { get; } = new("iam/signing-certificates", IamJson.Default.SigningCertificate, ById);

    /// <summary>The account that the owner is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user, or the account number for the root user.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The id, made of the certificate's fingerprint.</summary>
    public required string Id { get; init; }

    /// <summary>The certificate in PEM, as it came.</summary>
    public required string Body { get; init; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was uploaded, to the second.</summary>
    public required DateTimeOffset UploadDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, OwnerId, Id);

    /// <summary>The key of the record of a certificate.</summary>
    public static string KeyOf(AccountId account, string ownerId, string id) => PrefixOf(account, ownerId) + id;

    /// <summary>What the keys of all certificates of an owner start with.</summary>
    public static string PrefixOf(AccountId account, string ownerId) => $"{account.Value}/{ownerId}/";

    /// <summary>What the keys of all certificates of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";

    /// <summary>What a certificate of an account is found by.</summary>
    public static string IndexOf(AccountId account, string id) => $"{account.Value}/{id}";

    /// <summary>The id of a certificate: thirty-two characters, one for each five bits of its SHA-256 digest's first twenty bytes.</summary>
    public static string IdOf(byte[] der) => Base32.Encode(SHA256.HashData(der).AsSpan(..20));
}
