namespace Holdfast.Policy.Evaluation;

/// <summary>
/// How closely a Principal element names the caller, which decides what may still limit a grant to it
/// (IAM User Guide, "Policy evaluation logic": the table of resource policies, boundaries and session policies).
/// </summary>
internal enum GrantScope
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The account: it may pass the permission on by its own policies.</summary>
    Account,

    /// <summary>The role or user behind a session: boundary and session policy still limit it.</summary>
    Issuer,

    /// <summary>The caller itself, or everyone: implicit denies elsewhere do not limit it.</summary>
    Direct,
}
