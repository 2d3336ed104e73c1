namespace Holdfast.Policy.Evaluation;

/// <summary>The kinds of policy that take part in a decision, by what they are to the request.</summary>
public enum PolicyLayer
{
    /// <summary>Policies of the user, its groups or the role.</summary>
    Identity,

    /// <summary>The resource's own policy.</summary>
    Resource,

    /// <summary>The permissions boundary.</summary>
    Boundary,

    /// <summary>Session policies.</summary>
    Session,

    /// <summary>Service control policies.</summary>
    ServiceControl,

    /// <summary>Resource control policies.</summary>
    ResourceControl,

    /// <summary>The VPC endpoint's policy.</summary>
    VpcEndpoint,

    /// <summary>No policy: the root user's own power.</summary>
    Root,
}
