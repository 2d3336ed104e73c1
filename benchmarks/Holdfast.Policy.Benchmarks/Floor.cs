using System.Globalization;
using System.Text.Json;

namespace Holdfast.Policy.Benchmarks;

/// <summary>
/// What a matcher can reach that knows nothing but this workload: all statements of one principal by action, ready-made
/// comparisons, values found by number. Not an evaluator; something to hold one against.
/// </summary>
internal sealed class Floor
{
    private readonly Dictionary<string, int> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Candidate[]> _byAction = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(Candidate Candidate, Func<string, bool> IsAbout)> _all = [];
    private readonly int _needed;

    public Floor(Workload workload)
    {
        var layer = 0;
        Add(workload.Resource, layer++, workload.Principal);
        foreach (var policy in workload.ServiceControl)
        {
            Add(policy, layer++);
        }

        Add(workload.Boundary, layer++);
        foreach (var policy in workload.Identity)
        {
            Add(policy, layer);
        }

        _needed = (1 << (layer + 1)) - 2;
    }

    private delegate bool Test(object?[] values);

    /// <summary>A request with its candidates and values already found.</summary>
    public (Candidate[] Candidates, string Resource, bool HasResourcePolicy, object?[] Values) Typed(TextRequest source)
    {
        var values = new object?[64];
        Fill(source, values);
        return (Candidates(source.Action), source.Resource, source.HasResourcePolicy, values);
    }

    public bool Decide(TextRequest source, object?[] values)
    {
        Array.Clear(values);
        Fill(source, values);
        return Decide(Candidates(source.Action), source.Resource, source.HasResourcePolicy, values);
    }

    public bool Decide(Candidate[] candidates, string resource, bool hasResourcePolicy, object?[] values)
    {
        var allowed = 0;
        foreach (var c in candidates)
        {
            if ((c.Layer == 0 && !hasResourcePolicy) || (!c.Denies && (allowed & (1 << c.Layer)) != 0) || !c.Matches(
                resource, values))
            {
                continue;
            }

            if (c.Denies)
            {
                return false;
            }

            allowed |= 1 << c.Layer;
        }

        return (allowed & 1) != 0 || (allowed & _needed) == _needed;
    }

    private void Fill(TextRequest source, object?[] values)
    {
        foreach (var (key, text, texts) in source.Context)
        {
            if (_keys.TryGetValue(key, out var number))
            {
                values[number] = (object?)text ?? texts;
            }
        }
    }

    private Candidate[] Candidates(string action)
    {
        if (!_byAction.TryGetValue(action, out var found))
        {
            _byAction[action] = found =
                [.. _all.Where(s => s.IsAbout(action)).Select(static s => s.Candidate).OrderByDescending(static c => c.Denies)];
        }

        return found;
    }

    private int Key(string name) => _keys.TryGetValue(name, out var number) ? number : _keys[name] = _keys.Count;

    private void Add(string text, int layer, string? principal = null)
    {
        using var document = JsonDocument.Parse(text);
        foreach (var statement in document.RootElement.GetProperty("Statement").EnumerateArray())
        {
            if (principal is not null && !statement.GetProperty("Principal").GetRawText().Contains(
                '*', StringComparison.Ordinal)
                && !statement.GetProperty("Principal").GetRawText().Contains(principal, StringComparison.Ordinal))
            {
                continue;
            }

            var negated = statement.TryGetProperty("NotAction", out var actions);
            var patterns = Texts(negated ? actions : statement.GetProperty("Action"));
            var resources = Texts(statement.GetProperty("Resource"));
            var tests = statement.TryGetProperty("Condition", out var condition)
                ? condition.EnumerateObject().SelectMany(o => o.Value.EnumerateObject().Select(k => Compile(o.Name, Key(k.Name), Texts(k.Value)))).ToArray()
                : [];
            _all.Add((
                new(
                    layer,
                    statement.GetProperty("Effect").GetString() == "Deny",
                    resources.Contains("*") ? [] : [.. resources.Select(Pattern)],
                    tests),
                a => patterns.Any(p => Glob(p.ToLowerInvariant(), a.ToLowerInvariant())) != negated));
        }
    }

    private static string[] Texts(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(static e => e.GetString()!)]
        : [element.GetString()!];

    private Func<string, object?[], bool> Pattern(string pattern)
    {
        var star = pattern.AsSpan().IndexOfAny("*?$");
        if (star < 0)
        {
            return (text, _) => text == pattern;
        }

        if (star == pattern.Length - 1 && pattern[star] == '*')
        {
            var prefix = pattern[..star];
            return (text, _) => text.StartsWith(prefix, StringComparison.Ordinal);
        }

        var user = Key("aws:username");
        return pattern.Contains('$', StringComparison.Ordinal)
            ? (text, values) => Glob(
                pattern.Replace("${aws:username}", (string?)values[user], StringComparison.Ordinal), text)
            : (text, _) => Glob(pattern, text);
    }

    private Test Compile(string operation, int key, string[] wanted)
    {
        switch (operation)
        {
            case "StringEquals" when wanted[0].StartsWith("${", StringComparison.Ordinal):
                var other = Key(wanted[0][2..^1]);
                return values => values[key] is string s && s == values[other] as string;
            case "StringNotEquals":
                return values => !wanted.Contains(values[key] as string);
            case "StringLike":
                return values => values[key] is string s && Glob(wanted[0], s);
            case "ArnLike" or "ArnNotLike":
                var expected = operation == "ArnLike";
                return values => values[key] is string s && Glob(wanted[0], s) == expected;
            case "ForAllValues:StringEquals":
                return values => values[key] is not string[] all || Array.TrueForAll(all, wanted.Contains);
            case "Null":
                return values => values[key] is null;
            case "NumericLessThan":
                var limit = long.Parse(wanted[0], CultureInfo.InvariantCulture);
                return values => values[key] is string s && long.Parse(s, CultureInfo.InvariantCulture) < limit;
            case "DateLessThan":
                return values => values[key] is string s && string.CompareOrdinal(s, wanted[0]) < 0;
            case "IpAddress":
                var prefixes = wanted.Select(static w => w[..(w.LastIndexOf('.') + 1)]).ToArray();
                return values =>
                    values[key] is string s && Array.Exists(prefixes, p => s.StartsWith(p, StringComparison.Ordinal));
            default:
                return values => values[key] is string s && s == wanted[0];
        }
    }

    private static bool Glob(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (++p, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    internal sealed class Candidate
    {
        private readonly Func<string, object?[], bool>[] _resources;
        private readonly Test[] _tests;

        internal Candidate(int layer, bool denies, Func<string, object?[], bool>[] resources, Delegate[] tests)
        {
            (Layer, Denies, _resources) = (layer, denies, resources);
            _tests = [.. tests.Cast<Test>()];
        }

        public int Layer { get; }

        public bool Denies { get; }

        public bool Matches(string resource, object?[] values)
        {
            var about = _resources.Length == 0;
            foreach (var pattern in _resources)
            {
                if (pattern(resource, values))
                {
                    about = true;
                    break;
                }
            }

            if (!about)
            {
                return false;
            }

            foreach (var test in _tests)
            {
                if (!test(values))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
