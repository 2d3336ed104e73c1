using System.Globalization;
using System.Net;
using System.Text;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Tests.Properties;

/// <summary>
/// The evaluation logic written straight from the IAM User Guide, one sentence a line, without any thought for speed:
/// the opinion that the compiled evaluator is held against.
/// </summary>
internal static class NaiveEvaluator
{
    public static DecisionOutcome Decide(World w)
    {
        var bound = w.Caller.HasAccountOfItsOwn && !w.Caller.ServiceLinked && !w.CallerIsManagement;
        var scps = bound ? w.ServiceControl : [];
        var rcps = !w.Caller.ServiceLinked && !w.ResourceIsManagement ? w.ResourceControl : [];
        var isEntity = w.Caller.HasAccountOfItsOwn && w.Caller.Type != PrincipalType.Root;
        var identity = isEntity ? w.Identity : [];
        var boundary = isEntity ? w.Boundary : null;
        var session = w.Caller.HasAccountOfItsOwn ? w.Session : null;

        // "An explicit deny in any applicable policy results in a final decision of Deny."
        var all = scps.SelectMany(static l => l).Concat(rcps.SelectMany(static l => l)).Concat(identity)
            .Concat(boundary is null ? [] : [boundary]).Concat(session ?? []).Concat(
                w.Resource is null ? [] : [w.Resource]);
        if (all.Any(p => Matching(w, p, StatementEffect.Deny).Any()))
        {
            return DecisionOutcome.ExplicitlyDenied;
        }

        // "There must be an explicit Allow at every level from the root through the account."
        if (!scps.All(level => level.Any(p => Allows(w, p))) || !rcps.All(level => level.Any(p => Allows(w, p))))
        {
            return DecisionOutcome.ImplicitlyDenied;
        }

        return Granted(w, identity, boundary, session) ? DecisionOutcome.Allowed : DecisionOutcome.ImplicitlyDenied;
    }

    private static bool Granted(World w, PolicyDocument[] identity, PolicyDocument? boundary, PolicyDocument[]? session)
    {
        var grants = w.Resource is null
            ? []
            : Matching(w, w.Resource, StatementEffect.Allow).Select(s => Closeness(w, s)).ToArray();
        if (!w.Caller.HasAccountOfItsOwn)
        {
            return grants.Length > 0;
        }

        var byIdentity = w.Caller.Type == PrincipalType.Root || identity.Any(p => Allows(w, p));
        var withinBoundary = boundary is null || Allows(w, boundary);
        var withinSession = session is null
            ? w.Caller.Type != PrincipalType.FederatedUser
            : session.Any(p => Allows(w, p));
        if (w.Caller.Account != w.ResourceAccount)
        {
            // "The request must be allowed by both accounts."
            return byIdentity && withinBoundary && withinSession && grants.Length > 0;
        }

        if (w.Caller.Type == PrincipalType.Root)
        {
            return withinSession;
        }

        return grants.Contains("self")
            || (grants.Contains("issuer") && withinBoundary && withinSession)
            || (byIdentity && withinBoundary && withinSession);
    }

    private static bool Allows(World w, PolicyDocument p) => Matching(w, p, StatementEffect.Allow).Any();

    private static IEnumerable<PolicyStatement> Matching(World w, PolicyDocument p, StatementEffect effect) =>
        p.Statements.Where(s => s.Effect == effect
            && (s.Principal is null || Closeness(w, s) != "")
            && ActionMatches(w, s)
            && ResourceMatches(w, p, s)
            && s.Conditions.All(c => Holds(w, p, c)));

    private static string Closeness(World w, PolicyStatement s)
    {
        if (s.Principal is null)
        {
            return "self";
        }

        var names = s.Principal.Entries.Select(e => Closeness(w.Caller, e)).ToArray();
        if (!s.Principal.IsNegated)
        {
            return names.Contains("self") ? "self" : names.Contains("issuer") ? "issuer" : names
                .Contains("account") ? "account" : "";
        }

        // "You must also specify the account ARN of the not-denied principal."
        var root = w.Caller.Type == PrincipalType.Root || !w.Caller.HasAccountOfItsOwn;
        var spared = s.Effect == StatementEffect.Allow
            ? names.Any(static n => n != "")
            : s.Principal.Entries.Any(static e => e.Value == "*")
                || (root && names.Contains("self"))
                || (names.Contains("account") && (names.Contains("issuer")
                    || (names.Contains("self") && w.Caller.Type != PrincipalType.AssumedRole)));
        return spared ? "" : "self";
    }

    private static string Closeness(Caller c, PrincipalEntry e)
    {
        if (e.Value == "*" && e.Kind is PrincipalKind.Everyone or PrincipalKind.Aws && e.Value == "*")
        {
            return "self";
        }

        if (e.Kind == PrincipalKind.Service)
        {
            return c.Service == e.Value ? "self" : "";
        }

        if (c.HasAccountOfItsOwn && (e.Value == c.Account || e.Value == $"arn:aws:iam::{c.Account}:root"))
        {
            return c.Type == PrincipalType.Root ? "self" : "account";
        }

        return e.Value == c.Arn ? "self" : e.Value == c.Issuer ? "issuer" : "";
    }

    private static bool ActionMatches(World w, PolicyStatement s) =>
        s.Actions!.Values
            .Any(v => Glob(Marked(v.Value.ToLowerInvariant()), w.Action.ToLowerInvariant())) != s.Actions.IsNegated;

    private static bool ResourceMatches(World w, PolicyDocument p, PolicyStatement s) =>
        s.Resources is null
        || s.Resources.Values.Any(v => Expand(w, p, v.Value, wildcards: true) is { } x && Glob(x, w.Resource_))
            != s.Resources.IsNegated;

    private static bool Holds(World w, PolicyDocument p, ConditionClause c)
    {
        var values = w.Context.FirstOrDefault(k => k.Key.Equals(c.Key, StringComparison.OrdinalIgnoreCase)).Value;
        var name = c.Operator.Comparison.ToString();
        if (name == "Null")
        {
            return c.Values.Any(v => v.Text == (values is null || values.Length == 0 ? "true" : "false"));
        }

        var negated = name.Contains("Not", StringComparison.Ordinal);
        if (values is null)
        {
            return c.Operator.IfExists || c.Operator.Set switch
            {
                ConditionSet.ForAllValues => true,
                ConditionSet.ForAnyValue => false,
                _ => negated,
            };
        }

        bool One(string value) => c.Values.Any(v => Compare(w, p, name, v.Text, value));
        var empty = values.All(static v => v.Length == 0);
        return c.Operator.Set switch
        {
            ConditionSet.ForAllValues => empty || values.All(v => One(v) != negated),
            ConditionSet.ForAnyValue => !empty && values.Any(v => One(v) != negated),
            _ => values.Any(One) != negated,
        };
    }

    private static bool Compare(World w, PolicyDocument p, string name, string policy, string request)
    {
        var positive = name.Replace("Not", "", StringComparison.Ordinal);
        switch (positive)
        {
            case "StringEquals":
                return Expand(w, p, policy, wildcards: false) == request;
            case "StringEqualsIgnoreCase":
                return string.Equals(
                    Expand(w, p, policy, wildcards: false), request, StringComparison.OrdinalIgnoreCase);
            case "StringLike":
                return Expand(w, p, policy, wildcards: true) is { } like && Glob(like, request);
            case "ArnEquals" or "ArnLike":
                var (a, b) = (Expand(w, p, policy, wildcards: true)?.Split(':', 6), request.Split(':', 6));
                return policy == "*"
                    || (a?.Length == 6 && b.Length == 6 && a.Zip(b).All(static x => Glob(x.First, x.Second)));
            case "Bool":
                return bool.TryParse(policy, out var left) && bool.TryParse(request, out var right) && left == right;
            case "IpAddress":
                // .NET reads "10" as an address too.
                return policy.Count(static c => c == '.') == 3 && request.Count(static c => c == '.') == 3
                    && IPNetwork.TryParse(
                        policy.Contains('/', StringComparison.Ordinal) ? policy : policy + "/32", out var net)
                    && IPAddress.TryParse(request, out var ip) && net.Contains(ip);
            default:
                var isDate = positive.StartsWith("Date", StringComparison.Ordinal);
                if (Number(policy, isDate) is not { } x || Number(request, isDate) is not { } y)
                {
                    return false;
                }

                return positive[(isDate ? 4 : 7)..] switch
                {
                    "LessThan" => y < x,
                    "LessThanEquals" => y <= x,
                    "GreaterThan" => y > x,
                    "GreaterThanEquals" => y >= x,
                    _ => y == x,
                };
        }
    }

    private static decimal? Number(string text, bool isDate)
    {
        if (isDate && text.Contains('-', StringComparison.Ordinal))
        {
            return DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? date.ToUnixTimeSeconds()
                : null;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // Wildcards become private characters, so that those of values stay plain.
    private static string? Expand(World w, PolicyDocument p, string text, bool wildcards)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = text.IndexOf('}', i);
            if (p.Version == PolicyVersion.V20121017 && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' && end > 0)
            {
                var inner = text[(i + 2)..end];
                i = end;
                if (inner is "*" or "?" or "$")
                {
                    result.Append(inner);
                    continue;
                }

                var parts = inner.Split(',', 2);
                var value = w.Context
                    .FirstOrDefault(k => k.Key.Equals(parts[0].Trim(), StringComparison.OrdinalIgnoreCase)).Value;
                if (value is null && parts.Length == 2)
                {
                    value = [parts[1].Trim().Trim('\'')];
                }

                if (value is not { Length: 1 } || w.Multivalued.Contains(parts[0].Trim()))
                {
                    return null;
                }

                result.Append(value[0]);
                continue;
            }

            result.Append(wildcards ? Marked(text[i..(i + 1)]) : text[i..(i + 1)]);
        }

        return result.ToString();
    }

    private static string Marked(string text) => text.Replace('*', '\u0001').Replace('?', '\u0002');

    /// <summary>Whether a pattern matches, by trying everything: row by row over all prefixes.</summary>
    private static bool Glob(string pattern, string text)
    {
        var row = new bool[text.Length + 1];
        row[0] = true;
        foreach (var c in pattern)
        {
            var next = new bool[text.Length + 1];
            var star = c == '\u0001';
            next[0] = star && row[0];
            for (var j = 1; j <= text.Length; j++)
            {
                next[j] = star ? next[j - 1] || row[j] : row[j - 1] && (c == '\u0002' || c == text[j - 1]);
            }

            row = next;
        }

        return row[text.Length];
    }
}
