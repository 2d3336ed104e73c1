using Holdfast.Policy.Conditions;

namespace Holdfast.Policy.Evaluation;

/// <summary>One question: may this caller do this to that. Made to be pooled: fill it, judge it, reset it.</summary>
public sealed class AuthorizationRequest
{
    /// <summary>What actions without a resource act on.</summary>
    public const string NoResource = "*";

    private ActionName _action;

    /// <summary>Who asks.</summary>
    public PrincipalDescriptor Principal { get; set; } = PrincipalDescriptor.Anonymous;

    /// <summary>What is asked for.</summary>
    public ActionName Action
    {
        get => _action;
        set => _action = value;
    }

    /// <summary>The ARN that is acted on; <c>*</c> for actions that have no resource.</summary>
    public string Resource { get; set; } = NoResource;

    /// <summary>The account that owns the resource; null where no other account could.</summary>
    public string? ResourceAccount { get; set; }

    /// <summary>
    /// Whether the caller's account manages its organization, whose service control policies do not bind it.
    /// </summary>
    public bool PrincipalAccountIsManagement { get; set; }

    /// <summary>
    /// Whether the resource's account manages its organization, whose resource control policies do not bind it.
    /// </summary>
    public bool ResourceAccountIsManagement { get; set; }

    /// <summary>
    /// Whether S3 restricts public buckets here: a public policy then grants only to services and the bucket's own
    /// account.
    /// </summary>
    public bool RestrictPublicBuckets { get; set; }

    /// <summary>The values of condition keys.</summary>
    public RequestContext Context { get; } = new();

    internal ref readonly ActionName ActionReference => ref _action;

    /// <summary>Whether caller and resource belong to different accounts.</summary>
    internal bool IsCrossAccount =>
        Principal.Account is { } caller && ResourceAccount is { Length: > 0 } owner && caller != owner;

    /// <summary>Makes it a fresh request, keeping the room it has.</summary>
    public void Reset()
    {
        Principal = PrincipalDescriptor.Anonymous;
        _action = default;
        Resource = NoResource;
        ResourceAccount = null;
        PrincipalAccountIsManagement = false;
        ResourceAccountIsManagement = false;
        RestrictPublicBuckets = false;
        Context.Reset();
    }
}
