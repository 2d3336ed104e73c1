using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Services.Kms.KeyPolicies;

/// <summary>Checks a key policy before it is taken.</summary>
internal static class KeyPolicyRules
{
    /// <summary>The only name that a key policy has.</summary>
    public const string Name = "default";

    private static readonly ActionName PutKeyPolicy = ActionName.Parse("kms:PutKeyPolicy");

    private static readonly CompiledPolicy Everything = CompiledPolicy.Compile(
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", PolicyKind.Language).Document!, "everything");

    /// <summary>Checks the name of a policy.</summary>
    /// <exception cref="NotFoundException">It is not the one that there is.</exception>
    public static void CheckName(string? name)
    {
        if (name is not (null or Name))
        {
            throw new NotFoundException("No such policy exists");
        }
    }

    /// <summary>Checks a document: its language, its size, that those whom it names exist, and that whoever puts it there can change it again.</summary>
    /// <param name="document">The document.</param>
    /// <param name="key">The key.</param>
    /// <param name="call">The call.</param>
    /// <param name="quotas">The quotas.</param>
    /// <param name="principals">Knows who exists.</param>
    /// <param name="bypassesLockoutCheck">Whether the caller wants the last check left out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedPolicyDocumentException">It is not a key policy, or locks the caller out.</exception>
    public static async ValueTask CheckAsync(
        string document, Arn key, Call call, KmsQuotas quotas, IPrincipalDirectory principals, bool? bypassesLockoutCheck, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(document) > quotas.PolicyBytes)
        {
            throw new LimitExceededException($"The key policy document is longer than {quotas.PolicyBytes} bytes.");
        }

        var parsed = PolicyDocument.Parse(document, PolicyKind.Resource);
        if (parsed.Document is null)
        {
            throw new MalformedPolicyDocumentException(parsed.Message);
        }

        foreach (var entry in parsed.Document.Statements.SelectMany(EntriesOf))
        {
            if (!await principals.ExistsAsync(call.Transaction, entry.Kind.ToString(), entry.Value, cancellationToken))
            {
                throw new MalformedPolicyDocumentException("Policy contains a statement with one or more invalid principals.");
            }
        }

        if (bypassesLockoutCheck is not true && !LetsChangeAgain(CompiledPolicy.Compile(parsed.Document, key.Value), key, call))
        {
            throw new MalformedPolicyDocumentException("The new key policy will not allow you to update the key policy in the future.");
        }
    }

    private static IEnumerable<PrincipalEntry> EntriesOf(PolicyStatement statement)
        => statement.Principal?.Entries.Where(static entry => entry.Kind != PrincipalKind.Everyone) ?? [];

    // As AWS does, this asks the key policy alone: what it passes on to IAM counts as given.
    private static bool LetsChangeAgain(CompiledPolicy policy, Arn key, Call call)
    {
        var caller = call.Caller;
        var request = new AuthorizationRequest
        {
            Principal = caller.Kind switch
            {
                CallerKind.Root => PrincipalDescriptor.Root(caller.Arn, caller.Account.Value),
                CallerKind.AssumedRole => PrincipalDescriptor.AssumedRole(caller.Arn, caller.Account.Value, caller.Session?.IssuerArn ?? caller.Arn),
                CallerKind.FederatedUser => PrincipalDescriptor.FederatedUser(caller.Arn, caller.Account.Value, caller.Session?.IssuerArn ?? caller.Arn),
                CallerKind.Service => PrincipalDescriptor.Service(caller.ServicePrincipal ?? caller.Arn),
                _ => PrincipalDescriptor.User(caller.Arn, caller.Account.Value),
            },
            Action = PutKeyPolicy,
            Resource = key.Value,
            ResourceAccount = key.Account,
        };
        request.Context.Set("kms:CallerAccount", Policy.Conditions.ContextValue.Of(caller.Account.Value));
        return Evaluator.Evaluate(request, new ApplicablePolicies { Identity = [Everything], Session = [Everything], Resource = policy }).IsAllowed;
    }
}
