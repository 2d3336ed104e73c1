using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.S3.Access;

/// <summary>Who can be named in an access control list: accounts by their canonical user ids, and three groups.</summary>
internal static class Grantees
{
    /// <summary>Gives back a canonical user id.</summary>
    /// <exception cref="ServiceException">It has not the form of one.</exception>
    public static string CheckUser(string? id)
        => id is { Length: CanonicalUserId.Length } && id.All(char.IsAsciiHexDigitLower) ? id : throw S3Errors.InvalidArgument("Invalid id", "CanonicalUser/ID", id);

    /// <summary>Gives back the URI of a group.</summary>
    /// <exception cref="ServiceException">There is no such group.</exception>
    public static string CheckGroup(string? uri)
        => uri is AclPolicy.AllUsers or AclPolicy.AuthenticatedUsers or AclPolicy.LogDelivery ? uri : throw S3Errors.InvalidArgument("Invalid group uri", "Group/URI", uri);

    /// <summary>S3 stopped finding accounts by their addresses in 2025, and no account here has one.</summary>
    public static CommonException NoSuchEmailAddress(string? address)
        => new("UnresolvableGrantByEmailAddress", 400, "The e-mail address you provided does not match any account on record.")
        {
            Details = [new("EmailAddress", address ?? "")],
        };
}
