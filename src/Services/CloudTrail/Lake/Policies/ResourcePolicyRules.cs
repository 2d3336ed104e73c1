using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Policy.Documents;

namespace Holdfast.Services.CloudTrail.Lake.Policies;

/// <summary>Checks a policy of a resource of CloudTrail before it is taken.</summary>
internal static class ResourcePolicyRules
{
    private static readonly string[] s_prefixes = ["cloudtrail:", "cloudtrail-data:"];

    /// <summary>Checks that a text is a policy, about this resource alone, of principals who exist.</summary>
    /// <exception cref="ResourcePolicyNotValidException">It is not.</exception>
    public static async ValueTask CheckAsync(Call call, string arn, string text, IPrincipalDirectory principals, CancellationToken cancellationToken)
    {
        var parsed = PolicyDocument.Parse(text, PolicyKind.Resource);
        var document = parsed.Document ?? throw Invalid(parsed.Diagnostics[0].Message);
        foreach (var statement in document.Statements)
        {
            CheckStatement(statement, arn);
            foreach (var entry in statement.Principal?.Entries.Where(static entry => entry.Kind != PrincipalKind.Everyone) ?? [])
            {
                if (!await principals.ExistsAsync(call.Transaction, entry.Kind.ToString(), entry.Value, cancellationToken))
                {
                    throw Invalid($"The principal {entry.Value} is not valid.");
                }
            }
        }
    }

    private static void CheckStatement(PolicyStatement statement, string arn)
    {
        // An Allow for everybody but some would let in those without a name.
        if (statement is { Effect: StatementEffect.Allow, Principal.IsNegated: true })
        {
            throw Invalid("NotPrincipal is not supported with Allow.");
        }

        if (statement.Resources is not { Values.IsEmpty: false } resources || resources.Values.Any(resource => resource.Value != arn))
        {
            throw Invalid($"The resource of each statement must be {arn}.");
        }

        foreach (var action in statement.Actions!.Values)
        {
            if (!Array.Exists(s_prefixes, prefix => action.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                throw Invalid($"The action {action.Value} is not one of CloudTrail.");
            }
        }
    }

    private static ResourcePolicyNotValidException Invalid(string why) => new($"The resource-based policy is not valid. {why}");
}
