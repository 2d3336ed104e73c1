using System.Globalization;
using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>Emits the errors that the implemented operations declare.</summary>
internal static class ErrorEmitter
{
    private static readonly string[] OfException =
    [
        "Code", "Data", "GetBaseException", "GetObjectData", "HelpLink", "HResult", "InnerException", "IsSenderFault",
        "Message", "QueryErrorCode", "Source", "StackTrace", "Status", "TargetSite",
    ];

    /// <param name="plan">The service.</param>
    /// <param name="emitReaders">Whether errors can be read too: in tests alone, the server only writes them.</param>
    public static string Emit(ServicePlan plan, bool emitReaders)
    {
        var writer = SourceFile.Begin(plan);
        var structures = new StructureEmitter(plan);
        foreach (var (shape, name) in plan.Errors)
        {
            EmitError(writer, plan, structures, shape, name, emitReaders);
        }

        return writer.ToString();
    }

    private static void EmitError(
        SourceWriter writer, ServicePlan plan, StructureEmitter structures, ShapeSpec shape, string name, bool emitReaders)
    {
        var error = shape.Error ?? new ErrorSpec(shape.Name, 400, IsSenderFault: true);
        var byShape = plan.Service.NamesErrorsByShape;
        var all = structures.PropertiesOf(shape, name, OfException);

        // The message has its place in every exception: the member of that name is written from there.
        var properties = all.Select(static property => IsMessage(property) ? property with { Name = "Message" } : property).ToList();
        var own = properties.Where(static property => !IsMessage(property)).ToList();
        writer.Line($"/// <summary>The error {shape.Name}.</summary>");
        writer.Open($"internal sealed class {name}(string message) : global::Holdfast.Kernel.ServiceException(message), HF::IShape");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string Code => {SourceWriter.Literal(byShape ? shape.Name : error.Code)};");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override int Status => {error.Status.ToString(CultureInfo.InvariantCulture)};");
        if (error.IsSenderFault != error.Status < 500)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public override bool IsSenderFault => {(error.IsSenderFault ? "true" : "false")};");
        }

        if (byShape && error.Code != shape.Name)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public override string? QueryErrorCode => {SourceWriter.Literal(error.Code)};");
        }

        foreach (var property in own)
        {
            StructureEmitter.EmitProperty(writer, property);
        }

        FactsEmitter.EmitStructure(writer, plan, shape);
        writer.Line("/// <inheritdoc/>");
        writer.Line("HF::Shape HF::IShape.Shape => Facts;");
        structures.EmitWrite(writer, properties);
        if (emitReaders)
        {
            structures.EmitRead(writer, name, properties, isError: true, properties.FirstOrDefault(IsMessage));
        }

        writer.Close();
        writer.Line();
    }

    private static bool IsMessage(Property property)
        => string.Equals(property.Member.Name, "message", StringComparison.OrdinalIgnoreCase) && property.Type == "string";
}
