using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel.Sessions;

/// <summary>Temporary credentials with all that is known of them: what the session token holds, so that no store read is needed to verify one.</summary>
public sealed record Session
{
    /// <summary>The access key id, <c>ASIA…</c>.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret half of the key.</summary>
    public required string Secret { get; init; }

    /// <summary>The principal: root or a user for GetSessionToken, a session of a role, a federated user.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>The account of the principal.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The ARN that makes the calls: of the session for roles and federated users.</summary>
    public required string Arn { get; init; }

    /// <summary>The unique id (<c>aws:userid</c>), such as <c>AROA…:session</c>.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The unique id of the role, or of the user who asked, whose policies govern the session; the account number for root.</summary>
    public required string IssuerId { get; init; }

    /// <summary>When the credentials cease to work.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What conditions and records tell of the session.</summary>
    public required SessionFacts Facts { get; init; }

    /// <summary>The tags that were passed, which win over those of the role or user.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The keys of the tags that stay through roles which are assumed from this session.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The documents of the session policies, in the order in which they were passed; null when none was, which limits nothing.</summary>
    public IReadOnlyList<string>? Policies { get; init; }

    /// <summary>The ARNs of the managed policies that were passed as session policies; their default versions count, as of each call.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => $"Session {{ {Arn} until {ExpiresAt:O} }}";
}
