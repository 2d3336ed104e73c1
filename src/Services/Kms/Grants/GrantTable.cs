using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Grants;

/// <summary>Finds the grants that allow a call, and words them for the judge.</summary>
internal static class GrantTable
{
    /// <summary>Grants of one principal on one key that are looked at; more than that one application has no use for.</summary>
    public const int LookedAtMax = 1_000;

    /// <summary>Words the grants that allow the caller a use of a key as a policy; null when none does.</summary>
    public static async ValueTask<string?> GrantsDocumentAsync(this Call call, Key key, GrantedUse use, CancellationToken cancellationToken)
        => await call.FindGrantAsync(key, grant => grant.Allows(use), cancellationToken) is { } grant
            ? DocumentFor([grant.GranteePrincipal])
            : null;

    /// <summary>Finds a grant on a key for the caller.</summary>
    public static async ValueTask<Grant?> FindGrantAsync(this Call call, Key key, Func<Grant, bool> filter, CancellationToken cancellationToken)
    {
        foreach (var principal in PrincipalsOf(call.Caller))
        {
            var grants = await call.Transaction.ListByIndexAsync(
                Grant.ByGrantee, Grant.GranteeOf(key.RecordKey, principal), after: null, LookedAtMax, cancellationToken);
            if (grants.FirstOrDefault(filter) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Finds a grant on a key by its id; null when there is none.</summary>
    public static ValueTask<Grant?> FindGrantAsync(this IReadTransaction transaction, Key key, string id, CancellationToken cancellationToken)
        => transaction.FindAsync<Grant>(Grant.PrefixOf(key.RecordKey) + id, cancellationToken);

    /// <summary>Words a policy that allows principals everything; the judge asks it about the one action of the call.</summary>
    public static string DocumentFor(IEnumerable<string> principals)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("Version"u8, "2012-10-17"u8);
            json.WriteStartArray("Statement"u8);
            foreach (var principal in principals)
            {
                json.WriteStartObject();
                json.WriteString("Effect"u8, "Allow"u8);
                json.WriteStartObject("Principal"u8);
                json.WriteString(principal.StartsWith("arn:", StringComparison.Ordinal) ? "AWS"u8 : "Service"u8, principal);
                json.WriteEndObject();
                json.WriteString("Action"u8, "kms:*"u8);
                json.WriteString("Resource"u8, "*"u8);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Gives the condition key that tells whether a service of AWS asks, for a resource of its own.</summary>
    public static ConditionKey ForAwsResource(this Call call)
        => KeyTargets.Flag("kms:GrantIsForAWSResource", call.ViaService is not null || call.Caller.Kind == CallerKind.Service);

    /// <summary>Says whether a grant allows a use: its operation, and under the grant's constraints.</summary>
    public static bool Allows(this Grant grant, GrantedUse use)
        => grant.Operations.Contains(use.Operation, StringComparer.Ordinal)
            && (!use.IsConstrained
                || ((grant.ContextEquals is not { } equal || use.Context.Is(equal))
                    && (grant.ContextSubset is not { } subset || use.Context.Has(subset))));

    /// <summary>Gives the modeled form.</summary>
    public static GrantListEntryShape ToShape(this Grant grant) => new()
    {
        KeyId = grant.KeyArn.Value,
        GrantId = grant.Id,
        Name = grant.Name ?? "",
        CreationDate = grant.CreationDate,
        GranteePrincipal = grant.GranteePrincipal,
        RetiringPrincipal = grant.RetiringPrincipal,
        IssuingAccount = $"arn:{grant.Partition}:iam::{grant.IssuingAccount.Value}:root",
        Operations = grant.Operations,
        Constraints = grant.ContextEquals is null && grant.ContextSubset is null
            ? null
            : new() { EncryptionContextEquals = grant.ContextEquals, EncryptionContextSubset = grant.ContextSubset },
    };

    // A grant may name a session, the role or user behind it, the whole account, or a service.
    private static IEnumerable<string> PrincipalsOf(Caller caller)
    {
        yield return caller.ServicePrincipal ?? caller.Arn;
        if (caller.Session?.IssuerArn is { } issuer)
        {
            yield return issuer;
        }

        if (caller.Kind is not (CallerKind.Root or CallerKind.Service or CallerKind.Anonymous))
        {
            yield return $"{caller.Arn[..caller.Arn.IndexOf(':', "arn:".Length)]}:iam::{caller.Account.Value}:root";
        }
    }
}
