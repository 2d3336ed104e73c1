using System.Globalization;

namespace Holdfast.Services.Sts.Sessions;

/// <summary>The tags of a session: those that were passed, and those that came along from the calling session.</summary>
/// <remarks>"Session tags … keys are not case sensitive … You can't override a transitive tag" (IAM User Guide, "Pass session tags in AWS STS").</remarks>
internal sealed record SessionTags
{
    /// <summary>The most tags that a session has.</summary>
    public const int TagsMax = 50;

    private static readonly Dictionary<string, string> NoTags = new(StringComparer.Ordinal);

    private SessionTags()
    {
    }

    /// <summary>No tags at all.</summary>
    public static SessionTags None { get; } = new();

    /// <summary>The tags that were passed.</summary>
    public IReadOnlyDictionary<string, string> Passed { get; private init; } = NoTags;

    /// <summary>The keys among those that were passed as transitive.</summary>
    public IReadOnlyList<string> PassedTransitive { get; private init; } = [];

    /// <summary>All tags of the session.</summary>
    public IReadOnlyDictionary<string, string> All { get; private init; } = NoTags;

    /// <summary>The keys of all tags that stay through further roles.</summary>
    public IReadOnlyList<string> Transitive { get; private init; } = [];

    /// <summary>Checks tags, and puts them beside those that come along.</summary>
    /// <param name="passed">The tags of the request, in its order.</param>
    /// <param name="transitive">The keys of those that are to stay.</param>
    /// <param name="inherited">The tags that stay from the calling session.</param>
    public static SessionTags Of(
        IEnumerable<KeyValuePair<string, string>>? passed, IReadOnlyList<string>? transitive, IReadOnlyDictionary<string, string> inherited)
    {
        if (passed is null && transitive is not { Count: > 0 } && inherited.Count == 0)
        {
            return None;
        }

        var all = new Dictionary<string, string>(inherited, StringComparer.OrdinalIgnoreCase);
        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in passed ?? [])
        {
            CheckKey(key, all);
            if (!own.TryAdd(key, value))
            {
                throw StsErrors.InvalidValue("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }

        CheckTransitive(transitive ?? [], own);
        foreach (var (key, value) in own)
        {
            all[key] = value;
        }

        return all.Count <= TagsMax
            ? new()
            {
                Passed = own,
                PassedTransitive = transitive ?? [],
                All = all,
                Transitive = [.. inherited.Keys, .. transitive ?? []],
            }
            : throw StsErrors.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"The session has {all.Count} tags with those of the calling session; it may have {TagsMax}."));
    }

    private static void CheckKey(string key, Dictionary<string, string> inherited)
    {
        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw StsErrors.InvalidValue("Tag keys that begin with aws: are reserved for system use.");
        }

        if (inherited.ContainsKey(key))
        {
            throw StsErrors.InvalidValue(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
        }
    }

    private static void CheckTransitive(IReadOnlyList<string> keys, Dictionary<string, string> own)
    {
        foreach (var key in keys)
        {
            if (!own.ContainsKey(key))
            {
                throw StsErrors.InvalidValue("The specified transitive tag key must be included in the requested tags.");
            }
        }
    }
}
