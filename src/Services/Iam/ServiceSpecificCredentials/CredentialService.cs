using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>A service that takes credentials of its own.</summary>
/// <param name="Name">The service principal.</param>
/// <param name="KeyPrefix">What its long-term API keys start with; null for a service that takes a user name and a password.</param>
internal sealed record CredentialService(string Name, string? KeyPrefix)
{
    private const int PasswordBytes = 32;

    /// <summary>"You can create service-specific credentials for Amazon Bedrock, Amazon CloudWatch Logs, CodeCommit and Amazon Keyspaces."</summary>
    private static readonly CredentialService[] s_all =
    [
        new("bedrock.amazonaws.com", "ABSK"),
        new("cassandra.amazonaws.com", KeyPrefix: null),
        new("codecommit.amazonaws.com", KeyPrefix: null),
        new("logs.amazonaws.com", "ACWL"),
    ];

    /// <summary>Finds a service by its principal.</summary>
    /// <exception cref="ServiceNotSupportedException">It takes no credentials of its own.</exception>
    public static CredentialService Of(string name)
        => Array.Find(s_all, service => service.Name == name)
            ?? throw new ServiceNotSupportedException($"No such service {name} is supported for Service Specific Credentials");

    /// <summary>Makes the password, or the key, which holds the alias too.</summary>
    public string NewSecret(string alias, IdSource ids)
    {
        Span<byte> bytes = stackalloc byte[PasswordBytes];
        ids.Fill(bytes);
        var password = Convert.ToBase64String(bytes);
        return KeyPrefix is null ? password : KeyPrefix + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{alias}:{password}"));
    }

    /// <summary>The digest that is kept of a secret.</summary>
    public static string DigestOf(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Gives the credential with its secret, as it is shown once.</summary>
    public ServiceSpecificCredentialShape ShapeOf(ServiceSpecificCredential credential, string userName, string secret, DateTimeOffset now) => new()
    {
        CreateDate = credential.CreateDate,
        ExpirationDate = credential.ExpirationDate,
        ServiceName = credential.ServiceName,
        ServiceUserName = KeyPrefix is null ? credential.Alias : null,
        ServicePassword = KeyPrefix is null ? secret : null,
        ServiceCredentialAlias = KeyPrefix is null ? null : credential.Alias,
        ServiceCredentialSecret = KeyPrefix is null ? null : secret,
        ServiceSpecificCredentialId = credential.Id,
        UserName = userName,
        Status = credential.StatusAt(now),
    };

    /// <summary>Gives the credential as listings do.</summary>
    public ServiceSpecificCredentialMetadataShape MetadataOf(ServiceSpecificCredential credential, string userName, DateTimeOffset now) => new()
    {
        UserName = userName,
        Status = credential.StatusAt(now),
        ServiceUserName = KeyPrefix is null ? credential.Alias : null,
        ServiceCredentialAlias = KeyPrefix is null ? null : credential.Alias,
        CreateDate = credential.CreateDate,
        ExpirationDate = credential.ExpirationDate,
        ServiceSpecificCredentialId = credential.Id,
        ServiceName = credential.ServiceName,
    };
}
