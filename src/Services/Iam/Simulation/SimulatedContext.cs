using System.Buffers.Text;
using System.Globalization;
using System.Net;
using Holdfast.Policy.Conditions;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Reads the condition keys that a request gives, each with a type that its values must fit.</summary>
internal static class SimulatedContext
{
    private const string ListSuffix = "List";

    /// <summary>Reads the entries.</summary>
    /// <exception cref="InvalidInputException">An entry has no name, or values that its type does not allow.</exception>
    public static IReadOnlyList<(ConditionKey Key, ContextValue Value)> Read(IReadOnlyList<ContextEntryShape>? entries)
    {
        var context = new List<(ConditionKey, ContextValue)>(entries?.Count ?? 0);
        foreach (var entry in entries ?? [])
        {
            context.Add((ConditionKey.Create(entry.ContextKeyName ?? throw new InvalidInputException("A context entry has no key name.")), ValueOf(entry)));
        }

        return context;
    }

    private static ContextValue ValueOf(ContextEntryShape entry)
    {
        var type = entry.ContextKeyType ?? ContextKeyTypeEnum.String;
        var isList = type.EndsWith(ListSuffix, StringComparison.Ordinal);
        var one = isList ? type[..^ListSuffix.Length] : type;
        var values = entry.ContextKeyValues ?? [];
        if (!isList && values.Count != 1)
        {
            throw new InvalidInputException($"Context key {entry.ContextKeyName} of type {type} must have exactly one value.");
        }

        foreach (var value in values)
        {
            if (!Fits(one, value))
            {
                throw new InvalidInputException($"Context key {entry.ContextKeyName} has the value {value}, which is not of type {one}.");
            }
        }

        return isList ? ContextValue.Of([.. values]) : ContextValue.Of(values[0]);
    }

    private static bool Fits(string type, string value) => type switch
    {
        ContextKeyTypeEnum.Numeric => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        ContextKeyTypeEnum.Boolean => value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("false", StringComparison.OrdinalIgnoreCase),
        ContextKeyTypeEnum.Ip => IPAddress.TryParse(value, out _) || IPNetwork.TryParse(value, out _),
        ContextKeyTypeEnum.Binary => Base64.IsValid(value),
        ContextKeyTypeEnum.Date => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _)
            || long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}
