using Holdfast.Kernel;

namespace Holdfast.Services.S3.Access;

/// <summary>Reads the <c>x-amz-grant-…</c> headers: lists of <c>id="…"</c>, <c>uri="…"</c> and <c>emailAddress="…"</c>.</summary>
internal static class GrantHeaders
{
    /// <summary>Reads the grants of one header.</summary>
    /// <param name="header">The name of the header.</param>
    /// <param name="value">Its value; null when the request does not have it.</param>
    /// <param name="permission">What the header grants.</param>
    /// <exception cref="ServiceException">The value is no such list, or names nobody.</exception>
    public static IEnumerable<AclGrant> Read(string header, string? value, string permission)
        => value is null ? [] : value.Split(',').Select(grantee => new AclGrant(GranteeOf(header, value, grantee), permission));

    private static string GranteeOf(string header, string value, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var kind = equals < 0 ? "" : text[..equals].Trim();
        var name = text[(equals + 1)..].Trim().Trim('"');
        return kind.ToUpperInvariant() switch
        {
            "ID" => Grantees.CheckUser(name),
            "URI" => Grantees.CheckGroup(name),
            "EMAILADDRESS" => throw Grantees.NoSuchEmailAddress(name),
            _ => throw S3Errors.InvalidArgument("Argument format not recognized", header, value),
        };
    }
}
