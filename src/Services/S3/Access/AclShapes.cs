namespace Holdfast.Services.S3.Access;

/// <summary>Turns access control lists into the shapes of the wire.</summary>
internal static class AclShapes
{
    /// <summary>Makes the shape of a grant.</summary>
    public static GrantShape Of(AclGrant grant)
    {
        var isGroup = grant.Grantee.StartsWith("http", StringComparison.Ordinal);
        return new()
        {
            Grantee = new()
            {
                Type = isGroup ? S3.Type.Group : S3.Type.CanonicalUser,
                URI = isGroup ? grant.Grantee : null,
                ID = isGroup ? null : grant.Grantee,
            },
            Permission = grant.Permission,
        };
    }
}
