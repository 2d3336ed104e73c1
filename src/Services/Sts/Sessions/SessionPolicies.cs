using System.Globalization;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Policy.Documents;
using Holdfast.Store;

namespace Holdfast.Services.Sts.Sessions;

/// <summary>Checks the policies that are passed to limit a session.</summary>
/// <remarks>"You can pass a single JSON policy document … [and] up to 10 managed policy ARNs" (STS API reference, AssumeRole).</remarks>
internal static class SessionPolicies
{
    /// <summary>The most managed policies that may be passed.</summary>
    public const int ArnsMax = 10;

    /// <summary>Checks the document and the ARNs.</summary>
    /// <param name="document">The inline policy; null when none was passed.</param>
    /// <param name="descriptors">The managed policies; null when none was passed.</param>
    /// <returns>The ARNs.</returns>
    public static IReadOnlyList<string> Check(string? document, IReadOnlyList<PolicyDescriptorTypeShape>? descriptors)
    {
        if (document is not null)
        {
            CheckDocument(document);
        }

        if (descriptors is not { Count: > 0 })
        {
            return [];
        }

        if (descriptors.Count > ArnsMax)
        {
            throw StsErrors.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to {ArnsMax}"));
        }

        var arns = new List<string>(descriptors.Count);
        foreach (var descriptor in descriptors)
        {
            if (descriptor.Arn is not { } arn || !IsPolicyArn(arn))
            {
                throw StsErrors.Invalid($"ARN {descriptor.Arn} is not valid.");
            }

            arns.Add(arn);
        }

        return arns;
    }

    /// <summary>Checks that managed policies exist which an account may use.</summary>
    public static async ValueTask CheckExistAsync(
        IRoleDirectory roles, IReadTransaction transaction, AccountId account, IReadOnlyList<string> arns, CancellationToken cancellationToken)
    {
        foreach (var arn in arns)
        {
            if (await roles.FindManagedPolicyAsync(transaction, account, arn, cancellationToken) is null)
            {
                throw StsErrors.InvalidValue(
                    "At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN.");
            }
        }
    }

    private static void CheckDocument(string document)
    {
        if (document.Length > PolicyQuotas.SessionPolicy)
        {
            throw StsErrors.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to {PolicyQuotas.SessionPolicy}"));
        }

        var parsed = PolicyDocument.Parse(document, PolicyKind.Session);
        if (!parsed.IsValid)
        {
            throw new MalformedPolicyDocumentException(parsed.Message);
        }
    }

    private static bool IsPolicyArn(string arn)
        => Arn.TryParse(arn, null, out var parsed) && parsed.Resource.StartsWith("policy/", StringComparison.Ordinal);
}
