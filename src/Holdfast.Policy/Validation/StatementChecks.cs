using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Validation;

/// <summary>Checks of whole documents and statements, and of the principals they name.</summary>
internal static class StatementChecks
{
    public static void Document(PolicyDocument document, FindingList findings)
    {
        var start = new TextSpan(new(0, 1, 1), new(0, 1, 1));
        if (!document.DeclaresVersion)
        {
            findings.Warning(
                "MISSING_VERSION", "Add a Version; without one the old language of 2008-10-17 applies.", "", start);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Statements.Length; i++)
        {
            var statement = document.Statements[i];
            if (statement.Sid is not { } sid)
            {
                continue;
            }

            var path = $"Statement[{i}].Sid";
            if (sid.Length == 0)
            {
                findings.Suggestion("EMPTY_SID_VALUE", "Give the Sid a value or leave it out.", path, statement.Span);
            }
            else if (!seen.Add(sid))
            {
                Repeated(findings, sid, path, statement.Span);
            }
            else if (IsIam(findings.Kind) && !sid.All(char.IsAsciiLetterOrDigit))
            {
                findings.Error(
                    "UNSUPPORTED_SID", $"The Sid {sid} may have letters and digits only.", path, statement.Span);
            }
        }
    }

    public static void Statement(PolicyStatement statement, string path, FindingList findings)
    {
        var wantsPrincipal = findings.Kind
            is PolicyKind.Resource or PolicyKind.Trust or PolicyKind.ResourceControl or PolicyKind.VpcEndpoint;
        if (statement.Principal is not { } principal)
        {
            if (wantsPrincipal)
            {
                findings.Error("MISSING_PRINCIPAL", "Add a Principal element to the statement.", path, statement.Span);
            }

            return;
        }

        var name = principal.IsNegated ? "NotPrincipal" : "Principal";
        var place = $"{path}.{name}";
        if (!wantsPrincipal && findings.Kind != PolicyKind.Language)
        {
            findings.Error(
                "UNSUPPORTED_PRINCIPAL",
                "A policy of this kind names no principal; remove the element.",
                place,
                principal.Span);
        }

        if (principal.Entries.IsEmpty)
        {
            findings.Suggestion("EMPTY_OBJECT_PRINCIPAL", "The principal names nobody.", place, principal.Span);
        }

        if (principal.IsNegated && statement.Effect == StatementEffect.Allow)
        {
            findings.Security(
                "ALLOW_WITH_NOT_PRINCIPAL",
                "Allow with NotPrincipal grants to everyone else, anonymous callers too; use Principal.",
                place,
                principal.Span);
        }

        foreach (var entry in principal.Entries)
        {
            Entry(entry, place, findings);
        }
    }

    private static void Entry(PrincipalEntry entry, string path, FindingList findings)
    {
        if (PrincipalRules.IsValid(entry))
        {
            return;
        }

        if (entry.Value.AsSpan().ContainsAny('*', '?'))
        {
            findings.Error(
                "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
                $"A principal is named in full; {entry.Value} matches nobody.",
                path,
                entry.Span);
        }
        else
        {
            findings.Error(
                "INVALID_PRINCIPAL_FORMAT", $"{entry.Value} is no principal of this kind.", path, entry.Span);
        }
    }

    private static void Repeated(FindingList findings, string sid, string path, TextSpan span)
    {
        var details = $"The Sid {sid} stands in more than one statement.";
        if (IsIam(findings.Kind))
        {
            findings.Error("UNIQUE_SIDS_REQUIRED", details, path, span);
        }
        else
        {
            findings.Warning("UNIQUE_SIDS_RECOMMENDED", details, path, span);
        }
    }

    private static bool IsIam(PolicyKind kind) =>
        kind is PolicyKind.Identity or PolicyKind.Session or PolicyKind.Trust
            or PolicyKind.ServiceControl or PolicyKind.ResourceControl;
}
