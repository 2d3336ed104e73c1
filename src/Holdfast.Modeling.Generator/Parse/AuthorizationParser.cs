using Holdfast.Modeling.Generator.Diagnostics;
using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Reads the names of the actions from the facts that stand beside a model.</summary>
internal static class AuthorizationParser
{
    /// <summary>How the files end.</summary>
    public const string Suffix = ".authorization.json";

    /// <summary>Names the facts that belong to a model.</summary>
    public static string PathFor(string modelPath) => modelPath.Substring(0, modelPath.Length - ".json".Length) + Suffix;

    public static AuthorizationSpec Parse(string path, string text)
    {
        try
        {
            var facts = JsonText.Parse(text);
            var prefix = facts.String("service");
            return new(path, facts.MembersOf("actions").Select(action => prefix + ":" + action.Key).ToEquatable(), EquatableArray<FaultSpec>.Empty);
        }
        catch (FormatException error)
        {
            return new(path, EquatableArray<string>.Empty, new[] { new FaultSpec(Rules.BadModel.Id, path, error.Message) }.ToEquatable());
        }
    }
}
