using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>The C# of one value: its type, how it is read, how it is written.</summary>
internal sealed class ValueCode(ServicePlan plan)
{
    /// <summary>Names the type of values of a shape, without a question mark.</summary>
    public string TypeOf(string shapeName)
    {
        var shape = plan.Shape(shapeName);
        switch (shape.Kind)
        {
            case "Structure": return plan.StructureName(shapeName);
            case "List": return $"SCG::IReadOnlyList<{ItemTypeOf(shape, 0)}>";
            case "Map": return $"SCG::IReadOnlyDictionary<string, {ItemTypeOf(shape, 1)}>";
            case "String": return "string";
            case "Integer": return "int";
            case "Long": return "long";
            case "Float": return "float";
            case "Double": return "double";
            case "Boolean": return "bool";
            case "Timestamp": return "global::System.DateTimeOffset";
            case "Blob" when shape.IsStreaming: return "global::System.IO.Stream";
            case "Blob": return "global::System.ReadOnlyMemory<byte>";
            default: return "global::System.Text.Json.JsonElement";
        }
    }

    public bool IsValueType(string shapeName)
    {
        var shape = plan.Shape(shapeName);
        return shape.Kind is not ("Structure" or "List" or "Map" or "String") && !shape.IsStreaming;
    }

    /// <summary>Writes the expression that reads a value at the place <c>at</c> names.</summary>
    public string Read(string shapeName, string at)
    {
        var shape = plan.Shape(shapeName);
        return shape.Kind switch
        {
            "Structure" => $"{plan.StructureName(shapeName)}.Read(reader, {at})",
            "List" => $"HF::Reading.{Collection(shape, 0, "List")}(reader, {at}, {ItemReader(shape.Members[0].Target)})",
            "Map" => $"HF::Reading.{Collection(shape, 1, "Map")}(reader, {at}, {ItemReader(shape.Members[1].Target)})",
            _ => $"reader.Read{Primitive(shape)}({at})",
        };
    }

    /// <summary>Writes the expression that writes a value at the place <c>at</c> names.</summary>
    public string Write(string shapeName, string at, string value)
    {
        var shape = plan.Shape(shapeName);
        return shape.Kind switch
        {
            "Structure" => $"writer.WriteStructure({at}, {value})",
            "List" => $"HF::Writing.{Collection(shape, 0, "List")}(writer, {at}, {value}, {ItemWriter(shape.Members[0].Target)})",
            "Map" => $"HF::Writing.{Collection(shape, 1, "Map")}(writer, {at}, {value}, {ItemWriter(shape.Members[1].Target)})",
            _ => $"writer.Write{Primitive(shape)}({at}, {value})",
        };
    }

    private static string Primitive(ShapeSpec shape) => shape.IsStreaming ? "Stream" : shape.Kind;

    private string ItemTypeOf(ShapeSpec collection, int member)
        => TypeOf(collection.Members[member].Target) + (collection.IsSparse ? "?" : "");

    /// <summary>Sparse collections of values are another method, since a nullable value type is another type.</summary>
    private string Collection(ShapeSpec collection, int member, string name)
        => !collection.IsSparse ? name
            : IsValueType(collection.Members[member].Target) ? $"SparseValue{name}" : $"Sparse{name}";

    private string ItemReader(string shapeName)
    {
        var shape = plan.Shape(shapeName);
        return shape.Kind switch
        {
            "Structure" => plan.StructureName(shapeName) + ".Read",
            "List" or "Map" => $"static (reader, at) => {Read(shapeName, "at")}",
            _ => $"HF::Reading.{Primitive(shape)}",
        };
    }

    private string ItemWriter(string shapeName)
    {
        var shape = plan.Shape(shapeName);
        return shape.Kind switch
        {
            "Structure" => "HF::Writing.Structure",
            "List" or "Map" => $"static (writer, at, item) => {Write(shapeName, "at", "item")}",
            _ => $"HF::Writing.{Primitive(shape)}",
        };
    }
}
