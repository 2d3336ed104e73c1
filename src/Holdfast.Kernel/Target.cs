using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel;

/// <summary>What a call acts on: the gateway authorizes all of it before the operation runs.</summary>
/// <param name="Resource">The resource, or <see cref="Arn.Any"/> for an action that has none.</param>
/// <remarks>
/// A resource that does not exist has the ARN that its name would give it: a caller without permission must not learn
/// whether it exists, so finding it missing is the operation's business, after the decision.
/// </remarks>
public sealed record Target(Arn Resource)
{
    /// <summary>The target of an action that acts on no resource in particular.</summary>
    public static Target Any { get; } = new(Arn.Any);

    /// <summary>The target of an operation that needs no permission, as the service's documentation says (<c>sts:GetCallerIdentity</c>).</summary>
    public static Target NoPermissionNeeded { get; } = new(Arn.Any) { IsExempt = true };

    /// <summary>Whether no permission is needed.</summary>
    public bool IsExempt { get; private init; }

    /// <summary>The action, when it is not the operation's own.</summary>
    public string? Action { get; init; }

    /// <summary>The account that owns the resource; the caller's when null.</summary>
    public AccountId? Owner { get; init; }

    /// <summary>Who the request proved to come from by what it carries, for operations that are not signed (a SAML assertion); the signer when null.</summary>
    public Caller? Principal { get; init; }

    /// <summary>The condition keys that this target adds to the request's context.</summary>
    public IReadOnlyList<ConditionKey> Context { get; init; } = [];

    /// <summary>The policy document on the resource, if it has one.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>
    /// A policy document that allows beside the one on the resource and never limits: what grants on a key give the caller.
    /// The judge asks it only when nothing denies the call and nothing else allows it.
    /// </summary>
    public string? Grants { get; init; }

    /// <summary>Whether a public policy on the resource grants to nobody but services and the owner's account (S3's RestrictPublicBuckets).</summary>
    public bool RestrictsPublicAccess { get; init; }

    /// <summary>The resources that the record of the call names, where AWS's does; accounts other than the caller's that own one receive the record too.</summary>
    public IReadOnlyList<NamedResource> Named { get; init; } = [];

    /// <summary>What the record shows among the parameters of the request though the request has no member for it, where AWS's does.</summary>
    public IReadOnlyList<RecordedParameter> RecordedParameters { get; init; } = [];

    /// <summary>Plain texts that the record shows among the parameters beside what the request has, such as the algorithm that KMS chose.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RecordedTexts { get; init; } = [];

    /// <summary>What the record tells in its <c>additionalEventData</c>, where AWS's does.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RecordedAdditions { get; init; } = [];

    /// <summary>What else must be allowed: further resources and dependent actions such as <c>iam:PassRole</c>.</summary>
    public IReadOnlyList<Target> Also { get; init; } = [];
}

/// <summary>A condition key and its values.</summary>
/// <param name="Name">The key, such as <c>iam:PolicyARN</c>.</param>
/// <param name="Values">The values.</param>
/// <param name="IsMultivalued">Whether the key is of the multivalued kind, however many values there are.</param>
public sealed record ConditionKey(string Name, IReadOnlyList<string> Values, bool IsMultivalued = false)
{
    /// <summary>Makes a key with one value.</summary>
    public ConditionKey(string name, string value)
        : this(name, [value])
    {
    }
}

/// <summary>A resource as the record of a call names it.</summary>
/// <param name="Arn">The ARN.</param>
/// <param name="Owner">The account that it is in.</param>
/// <param name="Type">The type, such as <c>AWS::IAM::Role</c>.</param>
public sealed record NamedResource(Arn Arn, AccountId Owner, string Type);

/// <summary>Tags, claims and the like that the record of a call shows among its parameters: a name as the record spells it, and texts by theirs.</summary>
/// <param name="Name">The name, such as <c>incomingTransitiveTags</c>.</param>
/// <param name="Texts">The texts.</param>
public sealed record RecordedParameter(string Name, IReadOnlyDictionary<string, string> Texts);
