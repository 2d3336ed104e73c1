using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>Emits the <c>Shape</c> objects: one lazily made per shape that has facts.</summary>
internal static class FactsEmitter
{
    public static string Emit(ServicePlan plan)
    {
        var writer = SourceFile.Begin(plan);
        writer.Line("/// <summary>The facts of the service's lists, maps and constrained values, each made when it is first asked for.</summary>");
        writer.Open($"internal static class {plan.FactsClass}");
        foreach (var (shape, name) in plan.Facts)
        {
            writer.Line($"private static HF::Shape? s_{name};");
            writer.Line($"internal static HF::Shape {name} => s_{name} ??= {Creation(plan, shape)};");
        }

        return writer.Close().ToString();
    }

    /// <summary>Writes the lazily made facts of a structure into its type.</summary>
    public static void EmitStructure(SourceWriter writer, ServicePlan plan, ShapeSpec shape)
    {
        writer.Line("private static HF::Shape? s_facts;");
        writer.Line("/// <summary>The facts of the structure.</summary>");
        writer.Line($"internal static HF::Shape Facts => s_facts ??= {Creation(plan, shape)};");
    }

    private static string Creation(ServicePlan plan, ShapeSpec shape)
    {
        var name = SourceWriter.Literal(shape.Name.Replace(Parse.ShapeParser.StreamSuffix, ""));
        var properties = Properties(plan, shape);
        return $"new({name}, HF::ShapeKind.{shape.Kind})" + (properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}");
    }

    private static List<string> Properties(ServicePlan plan, ShapeSpec shape)
    {
        var properties = new List<string>();
        Flag("IsUnion", shape.IsUnion);
        Flag("IsFlattened", shape.IsFlattened);
        Flag("IsSensitive", shape.IsSensitive);
        Flag("IsStreaming", shape.IsStreaming);
        Flag("IsSparse", shape.IsSparse);
        Add("TimestampFormat", shape.TimestampFormat is null ? null : "HF::TimestampFormat." + shape.TimestampFormat);
        Add("Min", shape.Min);
        Add("Max", shape.Max);
        Text("Pattern", shape.Pattern);
        Text("XmlNamespace", shape.XmlNamespace);
        Text("XmlPrefix", shape.XmlPrefix);
        if (shape.Values.Count > 0)
        {
            // One literal costs the file less than one for each value.
            Add("Values", SourceWriter.Literal(string.Join("\n", shape.Values)) + ".Split('\\n')");
        }

        if (shape.Members.Count > 0)
        {
            Add("MembersOf", $"static () => [{string.Join(", ", shape.Members.Select((member, ordinal) => Member(plan, member, ordinal)))}]");
        }

        return properties;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                properties.Add($"{name} = {value}");
            }
        }

        void Flag(string name, bool isSet) => Add(name, isSet ? "true" : null);

        void Text(string name, string? value) => Add(name, value is null ? null : SourceWriter.Literal(value));
    }

    private static string Member(ServicePlan plan, MemberSpec member, int ordinal)
    {
        var properties = new List<string>();
        Text("WireName", member.WireName);
        Flag("HasWireName", member.WireName is not null);
        Text("QueryName", member.QueryName);
        Add("Location", member.Location == "Body" ? null : "HF::MemberLocation." + member.Location);
        Flag("IsRequired", member.IsRequired);
        Flag("IsFlattened", member.IsFlattened);
        Flag("IsXmlAttribute", member.IsXmlAttribute);
        Flag("IsSensitive", member.IsSensitive);
        Flag("IsIdempotencyToken", member.IsIdempotencyToken);
        Flag("IsHostLabel", member.IsHostLabel);
        Add("TimestampFormat", member.TimestampFormat is null ? null : "HF::TimestampFormat." + member.TimestampFormat);
        Text("XmlNamespace", member.XmlNamespace);
        Text("XmlPrefix", member.XmlPrefix);
        var creation = $"new({SourceWriter.Literal(member.Name)}, {ordinal}, {plan.FactsOf(member.Target)})";
        return creation + (properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}");

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                properties.Add($"{name} = {value}");
            }
        }

        void Flag(string name, bool isSet) => Add(name, isSet ? "true" : null);

        void Text(string name, string? value) => Add(name, value is null ? null : SourceWriter.Literal(value));
    }
}
