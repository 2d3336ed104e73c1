using System.IO.Enumeration;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Store;

namespace Holdfast.Services.S3.Cors;

/// <summary>Judges requests of other origins by the rules of a bucket: the first that fits gives the answer.</summary>
public sealed class CrossOrigins : ICrossOriginRules
{
    private static readonly CrossOriginAnswer NoRules = new(HasRules: false, []);
    private static readonly CrossOriginAnswer NotAllowed = new(HasRules: true, []);

    /// <inheritdoc/>
    public async ValueTask<CrossOriginAnswer> JudgeAsync(IReadTransaction transaction, CrossOriginRequest request, CancellationToken cancellationToken)
    {
        if (await transaction.FindAsync<StoredBucket>(request.Bucket, cancellationToken) is not { } bucket
            || !bucket.Has(ConfigurationKind.Cors)
            || await transaction.FindAsync<BucketConfiguration>(BucketConfiguration.KeyOf(bucket.Name, ConfigurationKind.Cors, ""), cancellationToken) is not { } kept)
        {
            return NoRules;
        }

        foreach (var rule in ConfigurationTypes.Cors.Open(kept).CORSRules)
        {
            if (rule.AllowedMethods.Contains(request.Method, StringComparer.Ordinal)
                && rule.AllowedOrigins.FirstOrDefault(origin => FileSystemName.MatchesSimpleExpression(origin, request.Origin, ignoreCase: false)) is { } origin
                && request.Headers.All(header => rule.AllowedHeaders?.Any(allowed => FileSystemName.MatchesSimpleExpression(allowed, header)) is true))
            {
                return new(HasRules: true, [.. HeadersOf(rule, request, origin)]);
            }
        }

        return NotAllowed;
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(CORSRuleShape rule, CrossOriginRequest request, string origin)
    {
        var isAny = origin == "*";
        yield return new("Access-Control-Allow-Origin", isAny ? "*" : request.Origin);
        yield return new("Access-Control-Allow-Methods", string.Join(", ", rule.AllowedMethods));
        if (request.Headers.Count > 0)
        {
            yield return new("Access-Control-Allow-Headers", string.Join(", ", request.Headers));
        }

        if (rule.ExposeHeaders is { Count: > 0 } exposed)
        {
            yield return new("Access-Control-Expose-Headers", string.Join(", ", exposed));
        }

        if (rule.MaxAgeSeconds is { } seconds)
        {
            yield return new("Access-Control-Max-Age", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (!isAny)
        {
            yield return new("Access-Control-Allow-Credentials", "true");
        }

        yield return new("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }
}
