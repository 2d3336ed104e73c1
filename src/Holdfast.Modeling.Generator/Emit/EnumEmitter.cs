namespace Holdfast.Modeling.Generator.Emit;

/// <summary>Emits the values of enumerations as constants: on the wire, and in the records, they are strings.</summary>
internal static class EnumEmitter
{
    public static string Emit(ServicePlan plan)
    {
        var writer = SourceFile.Begin(plan);
        foreach (var (shape, name) in plan.Enums)
        {
            var names = new NameTable([.. NameTable.OfObject, name]);
            writer.Line($"/// <summary>The values of {shape.Name}.</summary>");
            writer.Open($"internal static class {name}");
            foreach (var value in shape.Values.Distinct(StringComparer.Ordinal))
            {
                writer.Line($"public const string {names.Claim(NameTable.Pascal(value), "Value")} = {SourceWriter.Literal(value)};");
            }

            writer.Close();
            writer.Line();
        }

        return writer.ToString();
    }
}
