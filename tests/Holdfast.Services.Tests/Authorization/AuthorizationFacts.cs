using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Holdfast.Services.Tests.Authorization;

/// <summary>What AWS's service authorization reference says of one service, read from the file beside its model.</summary>
internal sealed partial class AuthorizationFacts
{
    private readonly JsonElement _root;

    private AuthorizationFacts(JsonElement root) => _root = root;

    /// <summary>The facts of every service, by the prefix of its actions.</summary>
    public static IReadOnlyDictionary<string, AuthorizationFacts> All { get; } = Directory
        .EnumerateFiles(Path.Combine(ProjectFolder, "..", "..", "src", "Services"), "*.authorization.json", SearchOption.AllDirectories)
        .Select(path => new AuthorizationFacts(JsonDocument.Parse(File.ReadAllText(path)).RootElement))
        .ToDictionary(facts => facts._root.GetProperty("service").GetString()!, StringComparer.Ordinal);

    private static string ProjectFolder => typeof(AuthorizationFacts).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;

    /// <summary>Finds an action by its full name; null when no service has it.</summary>
    public static ActionFacts? Find(string action)
        => action.Split(':') is [var prefix, var name]
            && All.TryGetValue(prefix, out var facts)
            && facts._root.GetProperty("actions").TryGetProperty(name, out var found)
                ? new(facts, found)
                : null;

    /// <summary>The ARN form of a resource type.</summary>
    public string ArnOf(string resourceType) => _root.GetProperty("resourceTypes").GetProperty(resourceType).GetProperty("arn").GetString()!;

    /// <summary>The condition keys that describe a resource of a type.</summary>
    public IEnumerable<string> KeysOf(string resourceType) => Strings(_root.GetProperty("resourceTypes").GetProperty(resourceType), "conditionKeys");

    /// <summary>Says whether a name fits a form with placeholders such as <c>${TagKey}</c>, each of which stands for anything but nothing.</summary>
    public static bool Fits(string name, string form)
        => Regex.IsMatch(name, $"^{string.Join(".+", Placeholder().Split(form).Select(Regex.Escape))}$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> Strings(JsonElement of, string name)
        => of.TryGetProperty(name, out var values) ? values.EnumerateArray().Select(value => value.GetString()!) : [];

    [GeneratedRegex(@"\$\{[^}]+\}|<\w+>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    /// <summary>What is said of one action.</summary>
    internal sealed class ActionFacts(AuthorizationFacts facts, JsonElement action)
    {
        /// <summary>The resource types that it may name; none when it knows <c>*</c> only.</summary>
        public IReadOnlyList<string> ResourceTypes { get; } =
            action.TryGetProperty("resources", out var resources) ? [.. resources.EnumerateObject().Select(resource => resource.Name)] : [];

        /// <summary>Whether it must name a resource.</summary>
        public bool NeedsResource { get; } = action.TryGetProperty("resources", out var resources)
            && resources.EnumerateObject().Any(resource => resource.Value.TryGetProperty("required", out _));

        /// <summary>The condition keys of its requests, whatever they act on.</summary>
        public IReadOnlyList<string> RequestKeys { get; } = [.. Strings(action, "conditionKeys")];

        /// <summary>What the caller needs besides.</summary>
        public IReadOnlyList<string> DependentActions { get; } = [.. Strings(action, "dependentActions")];

        /// <summary>The resource types whose ARN form fits.</summary>
        public IEnumerable<string> TypesOf(string arn) => ResourceTypes.Where(type => Fits(arn, facts.ArnOf(type)));

        /// <summary>The condition keys that may come with a resource of a type, the request's included.</summary>
        public IEnumerable<string> KeysWith(string? resourceType)
            => resourceType is null
                ? RequestKeys
                : RequestKeys.Concat(facts.KeysOf(resourceType)).Concat(Strings(action.GetProperty("resources").GetProperty(resourceType), "conditionKeys"));
    }
}
