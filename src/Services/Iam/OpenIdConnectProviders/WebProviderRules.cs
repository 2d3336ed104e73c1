using Holdfast.Kernel;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>What the parts of an OIDC provider must be.</summary>
internal static class WebProviderRules
{
    /// <summary>The audiences of a provider.</summary>
    public const int ClientIdsMax = 100;

    /// <summary>The thumbprints of a provider.</summary>
    public const int ThumbprintsMax = 5;

    /// <summary>Reads a URL, and gives the name that it makes.</summary>
    /// <remarks>"The URL must begin with https:// … path components are allowed but query parameters are not" (CreateOpenIDConnectProvider).</remarks>
    /// <exception cref="CommonException">It is not the URL of a provider.</exception>
    public static string ReadUrl(string url)
        => url.StartsWith(WebProvider.Scheme, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri is { Host.Length: > 0, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
            && url.IndexOfAny(['?', '#', '\\', ' ', '*']) < 0
            && !url[WebProvider.Scheme.Length..].Contains("//", StringComparison.Ordinal)
            && !url.Any(char.IsControl)
                ? WebProvider.NameOf(url)
                : throw new CommonException("ValidationError", 400, "Invalid Open ID Connect Provider URL");

    /// <summary>Reads audiences; one that comes twice counts once.</summary>
    /// <exception cref="LimitExceededException">There are too many.</exception>
    public static IReadOnlyList<string> ReadClientIds(IEnumerable<string> clientIds)
    {
        string[] read = [.. clientIds.Distinct(StringComparer.Ordinal)];
        return read.Length <= ClientIdsMax
            ? read
            : throw new LimitExceededException($"Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: {ClientIdsMax}");
    }

    /// <summary>Reads thumbprints: forty hexadecimal digits each, whose case does not matter.</summary>
    /// <exception cref="InvalidInputException">There are too many, or one is none.</exception>
    public static IReadOnlyList<string> ReadThumbprints(IReadOnlyList<string> thumbprints)
    {
        if (thumbprints.Count > ThumbprintsMax)
        {
            throw new InvalidInputException("Thumbprint list must contain fewer than 5 entries.");
        }

        return thumbprints.All(thumbprint => thumbprint.All(char.IsAsciiHexDigit))
            ? [.. thumbprints.Select(thumbprint => thumbprint.ToLowerInvariant())]
            : throw new InvalidInputException("Thumbprint must be a hexadecimal string.");
    }
}
