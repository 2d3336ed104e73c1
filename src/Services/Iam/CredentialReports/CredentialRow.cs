using System.Globalization;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Iam.CredentialReports;

/// <summary>A row of the credential report, with AWS's columns and words (IAM User Guide, "Understanding the report format").</summary>
internal sealed record CredentialRow
{
    /// <summary>Stands where there is nothing that could have a value.</summary>
    public const string NotApplicable = "N/A";

    /// <summary>Stands where AWS tells nothing of the root user.</summary>
    public const string NotSupported = "not_supported";

    /// <summary>The first line of a report.</summary>
    public const string Heading =
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
        + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
        + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,"
        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n";

    private const string NeverUsed = "no_information";
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss'+00:00'";
    private const int KeysMax = 2;
    private const int CertificatesMax = 2;

    /// <summary>The name of the user.</summary>
    public required string User { get; init; }

    /// <summary>The ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreationTime { get; init; }

    /// <summary>Whether it has a console password, as the report words it.</summary>
    public required string PasswordEnabled { get; init; }

    /// <summary>When the password was last used, as the report words it.</summary>
    public required string PasswordLastUsed { get; init; }

    /// <summary>When the password was set, as the report words it.</summary>
    public required string PasswordLastChanged { get; init; }

    /// <summary>When another password is due, as the report words it.</summary>
    public required string PasswordNextRotation { get; init; }

    /// <summary>Whether it has an MFA device.</summary>
    public required bool HasMfa { get; init; }

    /// <summary>The access keys, the oldest first, each with its last use.</summary>
    public required IReadOnlyList<(AccessKey Key, KeyUse? Use)> Keys { get; init; }

    /// <summary>The signing certificates, the oldest first.</summary>
    public IReadOnlyList<(bool IsActive, DateTimeOffset UploadDate)> Certificates { get; init; } = [];

    /// <summary>Words a truth.</summary>
    public static string Word(bool isTrue) => isTrue ? "true" : "false";

    /// <summary>Words a date that may not apply.</summary>
    public static string Date(DateTimeOffset? date) => date?.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture) ?? NotApplicable;

    /// <summary>Words the last use of a password that there is.</summary>
    public static string LastUse(DateTimeOffset? date) => date is null ? NeverUsed : Date(date);

    /// <summary>Writes the row.</summary>
    public void Write(TextWriter text)
    {
        text.Write(Quoted(User));
        Field(text, Quoted(Arn));
        Field(text, Date(CreationTime));
        Field(text, PasswordEnabled);
        Field(text, PasswordLastUsed);
        Field(text, PasswordLastChanged);
        Field(text, PasswordNextRotation);
        Field(text, Word(HasMfa));
        for (var i = 0; i < KeysMax; i++)
        {
            var (key, use) = i < Keys.Count ? Keys[i] : default;
            Field(text, Word(key?.Status == AccessKey.Active));
            Field(text, Date(key?.CreateDate));
            Field(text, Date(use?.At));
            Field(text, use?.Region ?? NotApplicable);
            Field(text, use?.Service ?? NotApplicable);
        }

        for (var i = 0; i < CertificatesMax; i++)
        {
            var isThere = i < Certificates.Count;
            Field(text, Word(isThere && Certificates[i].IsActive));
            Field(text, Date(isThere ? Certificates[i].UploadDate : null));
        }

        text.Write('\n');
    }

    private static void Field(TextWriter text, string value)
    {
        text.Write(',');
        text.Write(value);
    }

    // A name may hold a comma, and so may the ARN with it; neither holds a quotation mark.
    private static string Quoted(string value) => value.Contains(',', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
