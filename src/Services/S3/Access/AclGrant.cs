namespace Holdfast.Services.S3.Access;

/// <summary>One line of an access control list.</summary>
/// <param name="Grantee">The canonical user id of an account, or the URI of a group.</param>
/// <param name="Permission">What is granted (<see cref="S3.Permission"/>).</param>
internal sealed record AclGrant(string Grantee, string Permission);
