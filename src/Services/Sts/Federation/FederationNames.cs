using System.Text.RegularExpressions;

namespace Holdfast.Services.Sts.Federation;

/// <summary>The form of the names that identity providers choose.</summary>
internal static partial class FederationNames
{
    private const string Form = "[a-zA-Z_0-9+=,.@-]{2,64}";

    /// <summary>Checks the name of a session that an assertion brings.</summary>
    /// <exception cref="InvalidIdentityTokenException">It has not the form.</exception>
    public static string ReadSessionName(string name)
        => Allowed().IsMatch(name) ? name : throw new InvalidIdentityTokenException($"RoleSessionName in AuthnResponse must match {Form}");

    /// <summary>Checks a source identity that a token brings.</summary>
    /// <exception cref="InvalidIdentityTokenException">It has not the form.</exception>
    public static string ReadSourceIdentity(string identity)
        => Allowed().IsMatch(identity) && !identity.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
            ? identity
            : throw new InvalidIdentityTokenException($"Source Identity must match {Form} and not begin with \"aws:\"");

    [GeneratedRegex(@"\A[a-zA-Z_0-9+=,.@-]{2,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Allowed();
}
