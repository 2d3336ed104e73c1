namespace Holdfast.Policy.Documents;

/// <summary>
/// Which grammar a document follows; the same language with different required and forbidden elements.
/// </summary>
public enum PolicyKind
{
    /// <summary>The language alone, without the rules of any kind: what an evaluator accepts from a store.</summary>
    Language,

    /// <summary>
    /// A policy of a user, group or role, or one used as a permissions boundary: IAM names no principal in it.
    /// </summary>
    Identity,

    /// <summary>A policy of a bucket, key, queue or other resource: it names principals.</summary>
    Resource,

    /// <summary>The trust policy of a role: principals and STS actions, no resource.</summary>
    Trust,

    /// <summary>A policy passed when a session is made; its grammar is that of an identity policy.</summary>
    Session,

    /// <summary>A service control policy of AWS Organizations.</summary>
    ServiceControl,

    /// <summary>A resource control policy of AWS Organizations.</summary>
    ResourceControl,

    /// <summary>The policy of a VPC endpoint.</summary>
    VpcEndpoint,
}
