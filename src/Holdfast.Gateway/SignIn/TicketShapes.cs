using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.SignIn;

/// <summary>What one step of the sign-in tells the next.</summary>
internal sealed record ChallengeTicket
{
    /// <summary>What it is sealed for.</summary>
    public const string Purpose = "sign-in challenge";

    /// <summary>How long a step may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The name of the IAM user; null for root.</summary>
    public string? UserName { get; init; }

    /// <summary>The unique id of the user.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>Tells the password that was right.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The MFA device whose code was right.</summary>
    public string? MfaSerial { get; init; }

    /// <summary>When it was.</summary>
    public DateTimeOffset? MfaAt { get; init; }

    /// <summary>When it is too late for the next step.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Makes the ticket of a proof.</summary>
    public static ChallengeTicket Of(SignInProof proof, DateTimeOffset now) => new()
    {
        Account = proof.Account.Value,
        UserName = proof.UserName,
        PrincipalId = proof.PrincipalId,
        Fingerprint = proof.Fingerprint,
        MfaSerial = proof.MfaSerial,
        MfaAt = proof.MfaAt,
        ExpiresAt = now + Lifetime,
    };

    /// <summary>Gives the proof.</summary>
    public SignInProof ToProof() => new()
    {
        Account = new AccountId(Account),
        UserName = UserName,
        PrincipalId = PrincipalId,
        Fingerprint = Fingerprint,
        MfaSerial = MfaSerial,
        MfaAt = MfaAt,
    };
}

/// <summary>Credentials that may be turned into a session of the console once they come back: the <c>SigninToken</c> of the federation endpoint.</summary>
internal sealed record FederationTicket
{
    /// <summary>What it is sealed for.</summary>
    public const string Purpose = "sign-in token";

    /// <summary>How long a token may be used ("valid for 15 minutes").</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The access key id.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The session token.</summary>
    public required string Token { get; init; }

    /// <summary>When it is too late.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Leaves the token out.</summary>
    public override string ToString() => $"FederationTicket {{ {AccessKeyId} }}";
}

/// <summary>What the cookie of a session of the console holds.</summary>
internal sealed record ConsoleTicket
{
    /// <summary>What it is sealed for.</summary>
    public const string Purpose = "console session";

    /// <summary>The access key id of who acts.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The session token of who acts.</summary>
    public required string Token { get; init; }

    /// <summary>The access key id of who signed in, while a role is taken.</summary>
    public string? OriginAccessKeyId { get; init; }

    /// <summary>The session token of who signed in, while a role is taken.</summary>
    public string? OriginToken { get; init; }

    /// <summary>The name under which a person shows the role.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Leaves the tokens out.</summary>
    public override string ToString() => $"ConsoleTicket {{ {AccessKeyId} }}";
}

/// <summary>The JSON of tickets.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChallengeTicket))]
[JsonSerializable(typeof(FederationTicket))]
[JsonSerializable(typeof(ConsoleTicket))]
internal sealed partial class TicketJson : JsonSerializerContext;
