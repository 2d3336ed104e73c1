using Holdfast.Modeling.Generator.Diagnostics;
using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Finds what an overlay says about things the model does not have, so that a model update cannot leave it pointing nowhere.</summary>
internal static class OverlayCheck
{
    private static readonly string[] Sections = ["facts", "metadata", "operations", "shapes"];
    private static readonly string[] Facts = ["actionPrefix", "eventSource", "isGlobal", "recordApiVersion", "recordDateFormat", "resourceTypes"];

    public static void Check(JsonNode model, JsonNode overlay, string path, List<FaultSpec> faults)
    {
        foreach (var section in overlay.Members ?? [])
        {
            if (!Sections.Contains(section.Key))
            {
                Report($"'{section.Key}' is not a section of an overlay ({string.Join(", ", Sections)})");
            }
        }

        foreach (var fact in overlay.MembersOf("facts").Where(static fact => !Facts.Contains(fact.Key)))
        {
            Report($"'facts.{fact.Key}' is not known ({string.Join(", ", Facts)})");
        }

        // What the model lacks must be there whole: an operation with its http trait, a shape with its type.
        foreach (var operation in overlay.MembersOf("operations"))
        {
            if (model["operations"]?[operation.Key] is null && operation.Value["http"] is null)
            {
                Report($"the model has no operation '{operation.Key}'");
            }

            foreach (var key in operation.Value.Members ?? [])
            {
                if (!OperationParser.Keys.Contains(key.Key))
                {
                    Report($"'{operation.Key}.{key.Key}' is not a key of an operation");
                }
            }
        }

        foreach (var shape in overlay.MembersOf("shapes"))
        {
            if (model["shapes"]?[shape.Key] is null && shape.Value["type"] is null)
            {
                Report($"the model has no shape '{shape.Key}'");
            }
        }

        void Report(string message) => faults.Add(new(Rules.BadOverlay.Id, path, message));
    }
}
