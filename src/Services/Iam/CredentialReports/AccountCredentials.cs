using System.Diagnostics;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.CredentialReports;

/// <summary>The credentials of everybody in an account, read in as many ranges as there are kinds of them.</summary>
internal sealed class AccountCredentials
{
    private readonly IamAccount _account;
    private readonly IReadOnlyList<User> _users;
    private readonly ILookup<string, AccessKey> _keys;
    private readonly IReadOnlyDictionary<string, KeyUse> _uses;
    private readonly Dictionary<string, LoginProfile> _profiles;
    private readonly HashSet<string> _withMfa;
    private readonly ILookup<string, SigningCertificate> _certificates;
    private readonly int? _maxAgeDays;

    private AccountCredentials(
        IamAccount account,
        IReadOnlyList<User> users,
        IReadOnlyList<AccessKey> keys,
        IReadOnlyDictionary<string, KeyUse> uses,
        IReadOnlyList<LoginProfile> profiles,
        IReadOnlyList<EnabledMfaDevice> devices,
        IReadOnlyList<SigningCertificate> certificates,
        PasswordPolicy? policy)
    {
        _account = account;
        _users = users;
        _keys = keys.ToLookup(key => key.OwnerId, StringComparer.Ordinal);
        _uses = uses;
        _profiles = profiles.ToDictionary(profile => profile.OwnerId, StringComparer.Ordinal);
        _withMfa = devices.Select(device => device.OwnerId).ToHashSet(StringComparer.Ordinal);
        _certificates = certificates.ToLookup(certificate => certificate.OwnerId, StringComparer.Ordinal);
        _maxAgeDays = policy?.MaxAgeDays;
    }

    /// <summary>Reads them.</summary>
    public static async ValueTask<AccountCredentials> ReadAsync(
        IReadTransaction transaction, AccountId account, LastUses uses, CancellationToken cancellationToken)
        => new(
            await transaction.FindAsync<IamAccount>(account.Value, cancellationToken)
                ?? throw new UnreachableException($"The account {account} of a report does not exist."),
            await transaction.ListAsync<User>(User.PrefixOf(account), cancellationToken),
            await transaction.ListAsync<AccessKey>(AccessKey.PrefixOf(account), cancellationToken),
            await uses.OfKeysAsync(transaction, account, cancellationToken),
            await transaction.ListAsync<LoginProfile>(account.Value + "/", cancellationToken),
            await transaction.ListAsync<EnabledMfaDevice>(EnabledMfaDevice.PrefixOf(account), cancellationToken),
            await transaction.ListAsync<SigningCertificate>(SigningCertificate.PrefixOf(account), cancellationToken),
            await transaction.FindAsync<PasswordPolicy>(account.Value, cancellationToken));

    /// <summary>Writes the report: the heading, the row of the root user, and those of the users in the order of their names.</summary>
    public void Write(TextWriter text)
    {
        text.Write(CredentialRow.Heading);
        RootRow().Write(text);
        foreach (var user in _users)
        {
            RowOf(user).Write(text);
        }
    }

    // The password of the root user cannot be told of by these rules: it has no policy, and AWS says when it was used and no more.
    private CredentialRow RootRow() => new()
    {
        User = "<root_account>",
        Arn = _account.RootArn.Value,
        CreationTime = _account.CreateDate,
        PasswordEnabled = CredentialRow.NotSupported,
        PasswordLastUsed = CredentialRow.LastUse(_account.PasswordLastUsed),
        PasswordLastChanged = CredentialRow.NotSupported,
        PasswordNextRotation = CredentialRow.NotSupported,
        HasMfa = _withMfa.Contains(_account.Id.Value),
        Keys = KeysOf(_account.Id.Value),
        Certificates = CertificatesOf(_account.Id.Value),
    };

    private CredentialRow RowOf(User user)
    {
        var profile = _profiles.GetValueOrDefault(user.Id);
        return new()
        {
            User = user.Name,
            Arn = user.Arn.Value,
            CreationTime = user.CreateDate,
            PasswordEnabled = CredentialRow.Word(profile is not null),
            PasswordLastUsed = profile is null ? CredentialRow.NotApplicable : CredentialRow.LastUse(user.PasswordLastUsed),
            PasswordLastChanged = CredentialRow.Date(profile?.PasswordSetAt),
            PasswordNextRotation = CredentialRow.Date(_maxAgeDays is { } days ? profile?.PasswordSetAt.AddDays(days) : null),
            HasMfa = _withMfa.Contains(user.Id),
            Keys = KeysOf(user.Id),
            Certificates = CertificatesOf(user.Id),
        };
    }

    private IReadOnlyList<(AccessKey Key, KeyUse? Use)> KeysOf(string ownerId)
        => [.. _keys[ownerId].OrderBy(key => key.CreateDate).Select(key => (key, _uses.GetValueOrDefault(key.Id)))];

    private IReadOnlyList<(bool IsActive, DateTimeOffset UploadDate)> CertificatesOf(string ownerId)
        => [.. _certificates[ownerId]
            .OrderBy(certificate => certificate.UploadDate)
            .Select(certificate => (certificate.Status == StatusType.Active, certificate.UploadDate))];
}
