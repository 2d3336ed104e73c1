using System.Globalization;

namespace Holdfast.Services.S3.Websites;

/// <summary>Checks configurations of static websites ("PutBucketWebsite").</summary>
internal static class WebsiteRules
{
    private const int RoutingRulesMax = 50;

    /// <summary>Refuses a website that says what cannot be.</summary>
    public static void Check(WebsiteConfigurationShape website)
    {
        if (website.RedirectAllRequestsTo is { } redirect)
        {
            if (website is not { IndexDocument: null, ErrorDocument: null, RoutingRules: null or [] })
            {
                throw S3Errors.MalformedXml();
            }

            CheckProtocol(redirect.Protocol);
            return;
        }

        if (website.IndexDocument?.Suffix is not { Length: > 0 } suffix)
        {
            throw S3Errors.InvalidArgument("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty", "IndexDocument", "null");
        }

        if (suffix.Contains('/', StringComparison.Ordinal))
        {
            throw S3Errors.InvalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
        }

        if (website.RoutingRules is { Count: > RoutingRulesMax } many)
        {
            throw S3Errors.InvalidRequest($"{many.Count} routing rules provided, the number of routing rules in a website configuration is limited to {RoutingRulesMax}.");
        }

        foreach (var rule in website.RoutingRules ?? [])
        {
            Check(rule);
        }
    }

    private static void Check(RoutingRuleShape rule)
    {
        CheckProtocol(rule.Redirect.Protocol);
        if (rule.Redirect is { ReplaceKeyPrefixWith: not null, ReplaceKeyWith: not null })
        {
            throw S3Errors.InvalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
        }

        if (rule.Redirect.HttpRedirectCode is { } code && CodeOf(code) is not (> 300 and < 400))
        {
            throw S3Errors.InvalidRequest($"The provided HTTP redirect code ({code}) is not valid. Valid codes are 3XX except 300.");
        }

        if (rule.Condition?.HttpErrorCodeReturnedEquals is { } error && CodeOf(error) is not (>= 400 and < 600))
        {
            throw S3Errors.InvalidRequest($"The provided HTTP error code ({error}) is not valid. Valid codes are 4XX or 5XX.");
        }
    }

    private static void CheckProtocol(string? protocol)
    {
        if (protocol is not (null or Protocol.Http or Protocol.Https))
        {
            throw S3Errors.InvalidRequest("Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.");
        }
    }

    private static int CodeOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;
}
