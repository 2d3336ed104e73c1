using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Kernel.Ids;
using Holdfast.Policy.Documents;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Principals;

/// <summary>Resolves the principals of a policy when it is written, and shows them when it is read.</summary>
/// <remarks>
/// Users and roles must exist, in whatever account of this server. Accounts need not: AWS refuses an account number that was never given out,
/// but here an account comes into being when it is first seen, so that a role may be made before the account that it trusts.
/// </remarks>
internal static class PrincipalResolver
{
    private const char SessionSeparator = ':';

    // The providers that IAM knows without being told ("AWS JSON policy elements: Principal", OIDC).
    private static readonly string[] PublicProviders =
        ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

    private static readonly string[] ServiceSuffixes = [".amazonaws.com", ".amazonaws.com.cn", ".amazon.com", ".aws.internal"];

    /// <summary>Checks the principals of a document and remembers the ids of the users and roles among them.</summary>
    /// <param name="text">The document as it was given.</param>
    /// <param name="document">The same, read.</param>
    /// <param name="transaction">What users and roles are found through.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedPolicyDocumentException">One of them does not exist.</exception>
    public static async ValueTask<PrincipalPolicy> ResolveAsync(
        string text, PolicyDocument document, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        var named = new List<NamedPrincipal>();
        foreach (var entry in EntriesOf(document))
        {
            if (entry.Kind == PrincipalKind.Aws && await FindIdAsync(entry.Value, transaction, cancellationToken) is { } id)
            {
                if (!named.Exists(known => known.Text == entry.Value))
                {
                    named.Add(new(entry.Value, id));
                }
            }
            else if (!IsKnownWithoutLooking(entry.Kind, entry.Value))
            {
                throw new MalformedPolicyDocumentException($"Invalid principal in policy: \"{WordOf(entry.Kind)}\":\"{entry.Value}\"");
            }
        }

        return new(text, named);
    }

    /// <summary>Gives the document as it reads now: users and roles that exist by their ARNs, those that are gone by their unique ids, which nobody has any more.</summary>
    public static async ValueTask<string> ShowAsync(
        this PrincipalPolicy policy, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        Dictionary<string, string>? changed = null;
        foreach (var principal in policy.Principals)
        {
            var shown = await ShowAsync(principal, transaction, cancellationToken);
            if (shown != principal.Text)
            {
                (changed ??= new(StringComparer.Ordinal))[principal.Text] = shown;
            }
        }

        return changed is null ? policy.Document : Replace(policy.Document, changed);
    }

    private static async ValueTask<string> ShowAsync(
        NamedPrincipal principal, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        var now = await transaction.FindArnAsync(principal.Id, cancellationToken);
        if (PrincipalTable.NamesSession(new Arn(principal.Text)))
        {
            // A role keeps its name, so that the ARNs of its sessions stay.
            return now is null ? principal.Id + SessionSeparator + principal.Text[(principal.Text.LastIndexOf('/') + 1)..] : principal.Text;
        }

        return now?.Value ?? principal.Id;
    }

    /// <summary>Finds the unique id of the user or role that a text names: by its ARN, by that of a role's session, or by the id itself; null when there is none.</summary>
    public static async ValueTask<string?> FindIdAsync(string value, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        if (Arn.TryParse(value, provider: null, out var arn))
        {
            return await transaction.FindIdAsync(arn, cancellationToken);
        }

        return await transaction.FindArnAsync(value, cancellationToken) is null ? null : value;
    }

    /// <summary>Says whether a principal is one that no record tells of: an account, everybody, a service, a provider, a session of a federated user.</summary>
    public static bool IsKnownWithoutLooking(PrincipalKind kind, string value) => kind switch
    {
        PrincipalKind.Aws when Arn.TryParse(value, provider: null, out var arn) => !PrincipalTable.NamesUserOrRole(arn),
        PrincipalKind.Aws => !IsUniqueId(value),
        PrincipalKind.Service => Array.Exists(ServiceSuffixes, suffix => value.EndsWith(suffix, StringComparison.Ordinal)),
        PrincipalKind.Federated => value.StartsWith("arn:", StringComparison.Ordinal)
            || value == "*"
            || Array.IndexOf(PublicProviders, value) >= 0,
        _ => true,
    };

    private static bool IsUniqueId(string value) => value.Length > 0 && char.IsAsciiLetterUpper(value[0]);

    // IAM's sentence has all of them in capitals, whatever the policy wrote.
    private static string WordOf(PrincipalKind kind) => kind.ToString().ToUpperInvariant();

    private static string Replace(string text, Dictionary<string, string> changed)
    {
        var document = PolicyDocument.Parse(text, PolicyKind.Language).Document
            ?? throw new System.Diagnostics.UnreachableException("A policy that was kept cannot be read.");
        var bytes = Encoding.UTF8.GetBytes(text);
        var shown = new StringBuilder();
        var from = 0;
        foreach (var entry in EntriesOf(document).Where(entry => entry.Kind == PrincipalKind.Aws && changed.ContainsKey(entry.Value)))
        {
            shown.Append(Encoding.UTF8.GetString(bytes, from, entry.Span.Start.Offset - from));
            shown.Append('"').Append(JsonEncodedText.Encode(changed[entry.Value], JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
            from = entry.Span.End.Offset;
        }

        return shown.Append(Encoding.UTF8.GetString(bytes, from, bytes.Length - from)).ToString();
    }

    private static IEnumerable<PrincipalEntry> EntriesOf(PolicyDocument document)
        => document.Statements.SelectMany(statement => statement.Principal is { } principal ? (IEnumerable<PrincipalEntry>)principal.Entries : []);
}
