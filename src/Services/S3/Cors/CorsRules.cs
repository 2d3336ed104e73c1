namespace Holdfast.Services.S3.Cors;

/// <summary>Checks cross-origin rules ("PutBucketCors").</summary>
internal static class CorsRules
{
    private const int QuotaPerBucket = 100;
    private const int IdLengthMax = 255;

    private static readonly string[] Methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];

    /// <summary>Refuses rules that say what cannot be.</summary>
    public static void Check(CORSConfigurationShape configuration)
    {
        if (configuration.CORSRules is not { Count: > 0 and <= QuotaPerBucket } rules)
        {
            throw S3Errors.MalformedXml();
        }

        foreach (var rule in rules)
        {
            Check(rule);
        }
    }

    private static void Check(CORSRuleShape rule)
    {
        if (rule.AllowedMethods is not { Count: > 0 } || rule.AllowedOrigins is not { Count: > 0 } || rule.ID?.Length > IdLengthMax)
        {
            throw S3Errors.MalformedXml();
        }

        if (rule.AllowedMethods.FirstOrDefault(static method => !Methods.Contains(method, StringComparer.Ordinal)) is { } unknown)
        {
            throw S3Errors.InvalidRequest($"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}");
        }

        CheckStars("AllowedOrigin", rule.AllowedOrigins);
        CheckStars("AllowedHeader", rule.AllowedHeaders);
        if (rule.ExposeHeaders?.FirstOrDefault(static header => header.Contains('*', StringComparison.Ordinal)) is { } exposed)
        {
            throw S3Errors.InvalidRequest($"ExposeHeader \"{exposed}\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
        }
    }

    private static void CheckStars(string element, IReadOnlyList<string>? values)
    {
        if (values?.FirstOrDefault(static value => value.Count(static letter => letter == '*') > 1) is { } value)
        {
            throw S3Errors.InvalidRequest($"{element} \"{value}\" can not have more than one wildcard.");
        }
    }
}
