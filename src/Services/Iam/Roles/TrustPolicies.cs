using Holdfast.Kernel;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.Principals;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Checks trust policies when they are written.</summary>
internal static class TrustPolicies
{
    /// <summary>Checks a trust policy and remembers who it names.</summary>
    /// <exception cref="MalformedPolicyDocumentException">It is not one, or names a principal that does not exist.</exception>
    /// <exception cref="LimitExceededException">It is longer than a trust policy may be.</exception>
    public static async ValueTask<PrincipalPolicy> ReadAsync(string document, Call call, CancellationToken cancellationToken)
    {
        var parsed = PolicyDocument.Parse(document, PolicyKind.Trust);
        if (parsed.Document is null)
        {
            throw new MalformedPolicyDocumentException(parsed.Message);
        }

        if (PolicyQuotas.CountCharacters(document) > PolicyQuotas.TrustPolicy)
        {
            throw new LimitExceededException($"Cannot exceed quota for ACLSizePerRole: {PolicyQuotas.TrustPolicy}");
        }

        return await PrincipalResolver.ResolveAsync(document, parsed.Document, call.Transaction, cancellationToken);
    }
}
