using System.IO.Enumeration;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Policy.Documents;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Policies;

/// <summary>Checks a bucket policy before it is taken: the words are those in which S3 refuses it.</summary>
internal static class BucketPolicyRules
{
    /// <summary>The longest policy (S3 User Guide, "Bucket policies": "Bucket policies are limited to 20 KB in size").</summary>
    public const int BytesMax = 20 << 10;

    /// <summary>Reads a policy and checks it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="text">The policy.</param>
    /// <param name="principals">Knows which principals exist.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">It is no policy of this bucket.</exception>
    public static async ValueTask<PolicyDocument> ReadAsync(
        Call call, StoredBucket bucket, string text, IPrincipalDirectory principals, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(text) > BytesMax)
        {
            throw new CommonException("PolicyTooLarge", 400, "Policy exceeds the maximum allowed document size.");
        }

        if (!text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            throw Malformed("Policies must be valid JSON and the first byte must be '{'");
        }

        var parsed = PolicyDocument.Parse(text, PolicyKind.Resource);
        var document = parsed.Document ?? throw Malformed(parsed.Diagnostics[0]);
        foreach (var statement in document.Statements)
        {
            // "… you can't use NotPrincipal with Allow": it would let in everybody whom it does not name, those without a name among them.
            if (statement is { Effect: StatementEffect.Allow, Principal.IsNegated: true })
            {
                throw Malformed("Allow with NotPrincipal is not allowed.");
            }

            CheckResources(statement, call.BucketArn(bucket.Name).Value);
        }

        foreach (var entry in document.Statements.SelectMany(static statement => statement.Principal?.Entries.Where(static entry => entry.Kind != PrincipalKind.Everyone) ?? []))
        {
            if (!await principals.ExistsAsync(call.Transaction, entry.Kind.ToString(), entry.Value, cancellationToken))
            {
                throw InvalidPrincipal(entry.Value);
            }
        }

        return document;
    }

    private static void CheckResources(PolicyStatement statement, string bucketArn)
    {
        if (statement.Resources is not { Values.IsEmpty: false } resources)
        {
            throw Malformed("Missing required field Resource");
        }

        var (hasBucket, hasObjects) = (false, false);
        foreach (var resource in resources.Values)
        {
            var (isBucket, isObjects) = KindsOf(resource.Value, bucketArn);
            hasBucket |= isBucket;
            hasObjects |= isObjects;
            if (!isBucket && !isObjects)
            {
                throw Malformed("Policy has invalid resource");
            }
        }

        foreach (var action in statement.Actions!.Values)
        {
            var (onBuckets, onObjects) = (S3Actions.MeansBuckets(action.Value), S3Actions.MeansObjects(action.Value));
            if (!onBuckets && !onObjects)
            {
                throw Malformed("Policy has invalid action");
            }

            if (!statement.Actions.IsNegated && !resources.IsNegated && !(onBuckets && hasBucket) && !(onObjects && hasObjects))
            {
                throw Malformed("Action does not apply to any resource(s) in statement");
            }
        }
    }

    // What a pattern can mean: this bucket, and keys in it. A star before the first slash reaches into the keys.
    private static (bool IsBucket, bool IsObjects) KindsOf(string resource, string bucketArn)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? resource : resource[..slash];
        return !name.StartsWith("arn:", StringComparison.Ordinal) || !FileSystemName.MatchesSimpleExpression(name, bucketArn, ignoreCase: false) ? (false, false)
            : slash < 0 ? (true, name.EndsWith('*'))
            : (false, true);
    }

    private static CommonException Malformed(PolicyDiagnostic diagnostic) => diagnostic.Code switch
    {
        PolicyDiagnosticCode.Syntax => Malformed("This policy contains invalid Json"),
        PolicyDiagnosticCode.MissingAction => Malformed("Missing required field Action"),
        PolicyDiagnosticCode.Action => Malformed("Policy has invalid action"),
        PolicyDiagnosticCode.Principal => InvalidPrincipal(diagnostic.Detail.Split(' ')[0]),
        PolicyDiagnosticCode.Version => Malformed("The policy must contain a valid version string"),
        _ => Malformed(diagnostic.Message),
    };

    private static CommonException InvalidPrincipal(string principal)
        => new("MalformedPolicy", 400, "Invalid principal in policy") { Details = [new("Detail", $"\"AWS\" : \"{principal}\"")] };

    private static CommonException Malformed(string message) => new("MalformedPolicy", 400, message);
}
