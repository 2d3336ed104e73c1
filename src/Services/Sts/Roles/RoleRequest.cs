using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Roles;

/// <summary>What is asked of a role, whoever asks and however they proved who they are: the part that the AssumeRole operations share.</summary>
internal sealed record RoleRequest
{
    private const string Iam = "iam";

    /// <summary>The action, such as <c>sts:AssumeRoleWithSAML</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The ARN of the role, which need not exist.</summary>
    public required Arn RoleArn { get; init; }

    /// <summary>The name of the session.</summary>
    public required string SessionName { get; init; }

    /// <summary>How long the session is to last; the default of an hour when null.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>The inline session policy.</summary>
    public string? Policy { get; init; }

    /// <summary>The managed session policies.</summary>
    public IReadOnlyList<PolicyDescriptorTypeShape>? PolicyArns { get; init; }

    /// <summary>The tags of the session.</summary>
    public SessionTags Tags { get; init; } = SessionTags.None;

    /// <summary>The source identity that the session has, set by the request or brought along.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>When an MFA device was presented; null when none was.</summary>
    public DateTimeOffset? MfaAuthenticatedAt { get; init; }

    /// <summary>Whether the caller is a session of a role itself, which limits the duration to an hour.</summary>
    public bool IsChained { get; init; }

    /// <summary>Who the request proved to come from, when nobody signed it.</summary>
    public Caller? Principal { get; init; }

    /// <summary>What the identity provider said, for sessions that are made with its token.</summary>
    public FederationFacts? Federation { get; init; }

    /// <summary>The condition keys that the operation adds, such as <c>sts:ExternalId</c> or <c>saml:sub</c>.</summary>
    public IReadOnlyList<ConditionKey> Context { get; init; } = [];

    /// <summary>The resources besides the role that the record names, such as the SAML provider.</summary>
    public IReadOnlyList<NamedResource> AlsoNamed { get; init; } = [];

    /// <summary>What the record shows among the parameters of the request though the request has no member for it.</summary>
    public IReadOnlyList<RecordedParameter> RecordedParameters { get; init; } = [];

    /// <summary>Plain texts that the record shows among the parameters, such as the id of an assertion.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RecordedTexts { get; init; } = [];

    /// <summary>Further actions that the request needs on the role, besides those that tags and a source identity need.</summary>
    public IReadOnlyList<string> FurtherActions { get; init; } = [];

    /// <summary>The account in the ARN of the role.</summary>
    public AccountId Account => new(RoleArn.Account);

    /// <summary>Reads the ARN of a role.</summary>
    public static Arn ParseArn(string text)
        => Arn.TryParse(text, null, out var arn)
            && AccountId.TryParse(arn.Account, null, out _)
            && text.Split(':')[2] == Iam
            && arn.Resource.StartsWith("role/", StringComparison.Ordinal)
                ? arn
                : throw StsErrors.Invalid($"{text} is invalid");
}
