using Holdfast.Kernel;
using Holdfast.Policy.Conditions;
using ConditionKey = Holdfast.Policy.Conditions.ConditionKey;

namespace Holdfast.Gateway.Authorization;

/// <summary>Fills in the condition keys that every call of S3 has (Service Authorization Reference, "Condition keys for Amazon S3").</summary>
internal static class S3Keys
{
    private static readonly ConditionKey AuthType = ConditionKey.Create("s3:authType");
    private static readonly ConditionKey SignatureVersion = ConditionKey.Create("s3:signatureversion");
    private static readonly ConditionKey SignatureAge = ConditionKey.Create("s3:signatureAge");
    private static readonly ConditionKey TlsVersion = ConditionKey.Create("s3:TlsVersion");
    private static readonly ConditionKey ContentHash = ConditionKey.Create("s3:x-amz-content-sha256");
    private static readonly ConditionKey ResourceAccount = ConditionKey.Create("s3:ResourceAccount");

    /// <summary>Fills in what is known; a key of which nothing is known is left out.</summary>
    public static void Fill(RequestContext context, S3RequestFacts facts, string? tlsVersion, string owner)
    {
        context.Set(ResourceAccount, owner);
        if (facts.AuthenticationType is { } type)
        {
            context.Set(AuthType, type);
        }

        if (facts.SignatureVersion is { } version)
        {
            context.Set(SignatureVersion, version);
        }

        if (facts.SignatureAge is { } age)
        {
            context.Set(SignatureAge, (long)age.TotalMilliseconds);
        }

        if (facts.ContentHash is { } hash)
        {
            context.Set(ContentHash, hash);
        }

        if (NumberOf(tlsVersion) is { } number)
        {
            context.Set(TlsVersion, number);
        }
    }

    private static string? NumberOf(string? tlsVersion) => tlsVersion switch
    {
        "TLSv1.2" => "1.2",
        "TLSv1.3" => "1.3",
        _ => null,
    };
}
