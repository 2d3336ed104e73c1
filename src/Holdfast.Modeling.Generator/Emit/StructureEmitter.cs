using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>Emits the records: requests, responses and the structures inside them.</summary>
internal sealed class StructureEmitter(ServicePlan plan)
{
    private static readonly string[] Reserved =
        [.. NameTable.OfObject, "Clone", "EqualityContract", "Facts", "PrintMembers", "Read", "WriteMembers"];

    private readonly ValueCode _code = new(plan);

    public string Emit()
    {
        var writer = SourceFile.Begin(plan);
        foreach (var operation in plan.Operations)
        {
            var (request, response) = (operation.Name + "Request", operation.Name + "Response");
            EmitRecord(writer, request, Root(operation.Input, request), $"The input of {operation.Name}.", isRequest: true);
            EmitRecord(writer, response, Root(operation.Output, response), $"The output of {operation.Name}.", isRequest: false);
        }

        foreach (var (shape, name) in plan.Structures)
        {
            EmitRecord(writer, name, shape, $"The structure {shape.Name}.", isRequest: false);
        }

        return writer.ToString();
    }

    /// <summary>Gives the properties of a structure; a name that C# or the record needs gets <c>Member</c> appended.</summary>
    public List<Property> PropertiesOf(ShapeSpec shape, string typeName, params string[] reserved)
    {
        var names = new NameTable([.. Reserved, typeName, .. reserved]);
        return shape.Members
            .Select((member, ordinal) => new Property(
                member,
                ordinal,
                names.Claim(NameTable.Pascal(member.Name), "Member"),
                _code.TypeOf(member.Target),
                _code.IsValueType(member.Target)))
            .ToList();
    }

    public static void EmitProperty(SourceWriter writer, Property property)
    {
        if (property.HasField)
        {
            writer.Line($"private {property.Type}? {property.Source};");
            writer.Line(
                $"public required {property.Type} {property.Name} "
                + $"{{ get => {property.Source}.GetValueOrDefault(); init => {property.Source} = value; }}");
        }
        else if (property.Member.IsRequired)
        {
            writer.Line($"public required {property.Type} {property.Name} {{ get; init; }}");
        }
        else
        {
            writer.Line($"public {property.Type}? {property.Name} {{ get; init; }}");
        }
    }

    public void EmitWrite(SourceWriter writer, List<Property> properties)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open("public void WriteMembers(HF::ShapeWriter writer)");
        if (properties.Count > 0)
        {
            writer.Line("var members = Facts.Members;");
        }

        foreach (var property in properties)
        {
            var write = _code.Write(property.Member.Target, $"members[{property.Ordinal}]", property.Local);
            writer.Line($"if ({property.Source} is {{ }} {property.Local}) {{ {write}; }}");
        }

        writer.Close();
    }

    /// <summary>Emits the reader. A required member that is missing is noted and stays unset: the request is refused once all faults are known.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="name">The type.</param>
    /// <param name="properties">Its members.</param>
    /// <param name="isError">Whether the constructor takes a message.</param>
    /// <param name="message">The member that holds it, if the model has one.</param>
    public void EmitRead(SourceWriter writer, string name, List<Property> properties, bool isError = false, Property? message = null)
    {
        writer.Line("/// <summary>Reads the structure.</summary>");
        writer.Open($"internal static {name} Read(HF::ShapeReader reader, HF::Member at)");
        foreach (var property in properties)
        {
            writer.Line($"{property.Type}? {property.Local} = null;");
        }

        writer.Line("reader.BeginStructure(at);");
        writer.Open("while (reader.NextMember() is { } member)");
        if (properties.Count > 0)
        {
            writer.Open("switch (member.Ordinal)");
            foreach (var property in properties)
            {
                writer.Line($"case {property.Ordinal}: {property.Local} = {_code.Read(property.Member.Target, "member")}; break;");
            }

            writer.Close();
        }

        writer.Close();
        foreach (var property in properties.Where(static property => property.Member.IsRequired))
        {
            writer.Line($"if ({property.Local} is null) {{ reader.NoteMissing(Facts.Members[{property.Ordinal}]); }}");
        }

        var text = message is null ? "\"\"" : $"{message.Local} ?? \"\"";
        writer.Open($"return new {name}({(isError ? text : "")})");
        foreach (var property in properties.Where(property => property != message))
        {
            EmitAssignment(writer, property);
        }

        writer.Close(";");
        writer.Close();
    }

    private static void EmitAssignment(SourceWriter writer, Property property)
    {
        if (property.HasField)
        {
            writer.Line($"{property.Name} = {property.Local}.GetValueOrDefault(), {property.Source} = {property.Local},");
        }
        else
        {
            writer.Line($"{property.Name} = {property.Local}{(property.Member.IsRequired ? "!" : "")},");
        }
    }

    private ShapeSpec Root(string? shape, string name) => plan.Find(shape) ?? new ShapeSpec { Name = name, Kind = "Structure" };

    private void EmitRecord(SourceWriter writer, string name, ShapeSpec shape, string summary, bool isRequest)
    {
        var properties = PropertiesOf(shape, name);
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Open($"internal sealed partial record {name} : HF::IShape");
        foreach (var property in properties)
        {
            EmitProperty(writer, property);
        }

        FactsEmitter.EmitStructure(writer, plan, shape);
        writer.Line("/// <inheritdoc/>");
        writer.Line("HF::Shape HF::IShape.Shape => Facts;");
        EmitWrite(writer, properties);
        EmitRead(writer, name, properties);
        if (isRequest)
        {
            writer.Line("/// <summary>Reads the whole request.</summary>");
            writer.Line($"internal static {name} Read(HF::ShapeReader reader) => Read(reader, Facts.Root);");
        }

        writer.Line("/// <summary>Says whether the other has equal members, lists and maps by their contents.</summary>");
        writer.Line($"public bool Equals({name}? other) => other is not null && HF::ShapeText.AreEqual(this, other);");
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override int GetHashCode() => HF::ShapeText.HashOf(this);");
        writer.Line("/// <summary>Writes the members, what the model marks sensitive redacted.</summary>");
        writer.Line("public override string ToString() => HF::ShapeText.Of(this);");
        writer.Close();
        writer.Line();
    }
}
