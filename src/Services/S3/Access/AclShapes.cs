using Holdfast.Kernel;

namespace Holdfast.Services.S3.Access;

/// <summary>Turns access control lists into the shapes of the wire and back.</summary>
internal static class AclShapes
{
    /// <summary>The most grants of a list (S3 User Guide, "Access control list (ACL) overview").</summary>
    public const int MaxGrants = 100;

    /// <summary>Makes the shape of a grant.</summary>
    public static GrantShape Of(AclGrant grant) => new() { Grantee = GranteeOf(grant.Grantee), Permission = grant.Permission };

    /// <summary>Makes the shape of a grantee: a canonical user id or the URI of a group.</summary>
    public static GranteeShape GranteeOf(string grantee)
    {
        var isGroup = grantee.StartsWith("http", StringComparison.Ordinal);
        return new()
        {
            Type = isGroup ? S3.Type.Group : S3.Type.CanonicalUser,
            URI = isGroup ? grantee : null,
            ID = isGroup ? null : grantee,
        };
    }

    /// <summary>Reads the list that a request brings.</summary>
    /// <param name="policy">The list.</param>
    /// <param name="owner">The canonical user id of the owner, which a request cannot change.</param>
    /// <exception cref="ServiceException">It is not a list, names nobody or another owner.</exception>
    public static IReadOnlyList<AclGrant> Read(AccessControlPolicyShape policy, string owner)
    {
        if (policy.Owner?.ID is not { } named)
        {
            throw Malformed();
        }

        if (named != owner)
        {
            throw S3Errors.AccessDenied();
        }

        return policy.Grants is { } grants
            ? CheckCount([.. grants.Select(static grant => new AclGrant(Read(grant.Grantee), PermissionOf(grant.Permission)))])
            : throw Malformed();
    }

    /// <summary>Gives back the grants.</summary>
    /// <exception cref="ServiceException">There are more than a list can have.</exception>
    public static IReadOnlyList<AclGrant> CheckCount(IReadOnlyList<AclGrant> grants) => grants.Count <= MaxGrants ? grants : throw Malformed();

    /// <summary>Reads who a grant is to: a canonical user id, or the URI of a group.</summary>
    /// <exception cref="ServiceException">It is nobody.</exception>
    public static string Read(GranteeShape? grantee) => grantee?.Type switch
    {
        S3.Type.CanonicalUser => Grantees.CheckUser(grantee.ID),
        S3.Type.Group => Grantees.CheckGroup(grantee.URI),
        S3.Type.AmazonCustomerByEmail => throw Grantees.NoSuchEmailAddress(grantee.EmailAddress),
        _ => throw Malformed(),
    };

    private static string PermissionOf(string? permission)
        => permission is Permission.READ or Permission.WRITE or Permission.ReadAcp or Permission.WriteAcp or Permission.FullControl ? permission : throw Malformed();

    private static CommonException Malformed()
        => new("MalformedACLError", 400, "The XML you provided was not well-formed or did not validate against our published schema");
}
