using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>Emits the service's class: its model, the table of all its operations, and the bindings of the implemented ones.</summary>
internal static class ServiceEmitter
{
    private const string Models = "global::Holdfast.Protocols.Models.";
    private const string Kernel = "global::Holdfast.Kernel.";

    public static string Emit(ServicePlan plan, IReadOnlyList<HandlerSpec> handlers)
    {
        var service = plan.Service;
        var writer = SourceFile.Begin(plan);
        writer.Line($"/// <summary>The service <c>{service.Name}</c>: its model and its implemented operations.</summary>");
        writer.Open($"public sealed partial class {service.Folder}Service : {Kernel}IService");
        EmitModel(writer, service);
        EmitBindings(writer, handlers);
        EmitShapes(writer, plan);
        writer.Line("// One line per operation; OperationTable says how a line is read, when the service is first called.");
        writer.Line("private const string Table = \"\"\"");
        foreach (var operation in service.Operations)
        {
            writer.Raw(operation.Row);
        }

        writer.Raw("\"\"\";");
        return writer.Close().ToString();
    }

    /// <summary>Emits the readers of requests, responses and errors by name, for tests that go through all of them.</summary>
    public static string EmitCatalog(ServicePlan plan)
    {
        var writer = SourceFile.Begin(plan);
        writer.Line("/// <summary>The readers of all requests, responses and errors, by name.</summary>");
        writer.Open($"internal static class {plan.Service.Folder}Catalog");
        EmitReaders(writer, "Request", plan.Operations.Select(static operation => (operation.Name, operation.Name + "Request")));
        EmitReaders(writer, "Response", plan.Operations.Select(static operation => (operation.Name, operation.Name + "Response")));
        EmitReaders(writer, "Error", plan.Errors.Select(static error => (error.Shape.Name, error.Name)));
        return writer.Close().ToString();
    }

    private static void EmitModel(SourceWriter writer, ServiceSpec service)
    {
        writer.Open(
            $"private static readonly {Models}ServiceModel s_model = "
            + $"new(static service => {Models}OperationTable.Read(service, Table, ShapesOf))");
        Text("Name", service.Name);
        Text("ServiceId", service.ServiceId);
        Text("EndpointPrefix", service.EndpointPrefix);
        Text("SigningName", service.SigningName);
        Text("ApiVersion", service.ApiVersion);
        var protocols = service.Protocols
            .Select(Protocol)
            .Where(static name => name is not null)
            .Select(static name => $"{Models}WireProtocol.{name}");
        writer.Line($"Protocols = [{string.Join(", ", protocols)}],");
        Text("TargetPrefix", service.TargetPrefix);
        Text("JsonVersion", service.JsonVersion);
        Text("XmlNamespace", service.XmlNamespace);
        Flag("IsQueryCompatible", service.IsQueryCompatible);
        Flag("IsGlobal", service.IsGlobal);
        Text("ActionPrefix", service.ActionPrefix);
        Text("EventSource", service.EventSource);
        Text("RecordApiVersion", service.RecordApiVersion);
        Text("RecordDateFormat", service.RecordDateFormat);
        EmitResourceTypes(writer, service);
        writer.Close(";");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public {Models}ServiceModel Model => s_model;");
        writer.Line();

        void Text(string name, string? value)
        {
            if (value is not null)
            {
                writer.Line($"{name} = {SourceWriter.Literal(value)},");
            }
        }

        void Flag(string name, bool isSet)
        {
            if (isSet)
            {
                writer.Line($"{name} = true,");
            }
        }
    }

    private static void EmitResourceTypes(SourceWriter writer, ServiceSpec service)
    {
        if (service.ResourceTypes.Count == 0)
        {
            return;
        }

        writer.Line("ResourceTypes = new SCG::Dictionary<string, string>(global::System.StringComparer.Ordinal)");
        writer.Line("{");
        foreach (var type in service.ResourceTypes)
        {
            writer.Line($"    [{SourceWriter.Literal(type.Member)}] = {SourceWriter.Literal(type.Type)},");
        }

        writer.Line("},");
    }

    private static void EmitBindings(SourceWriter writer, IReadOnlyList<HandlerSpec> handlers)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public SCG::IReadOnlyList<{Kernel}OperationBinding> Bind({Kernel}Dependencies dependencies) =>");
        writer.Line("[");
        foreach (var handler in handlers)
        {
            var operation = handler.Operation;
            var dependencies = string.Join(", ", handler.Dependencies.Select(static type => $"dependencies.Get<{type}>()"));
            writer.Line($"    new {Kernel}OperationBinding<{operation}Request, {operation}Response>(");
            writer.Line($"        s_model.FindOperation({SourceWriter.Literal(operation)})!, {operation}Request.Read, new {handler.Type}({dependencies})),");
        }

        writer.Line("];");
        writer.Line();
    }

    private static void EmitShapes(SourceWriter writer, ServicePlan plan)
    {
        writer.Line("private static (HF::Shape? Input, HF::Shape? Output) ShapesOf(string operation) => operation switch");
        writer.Line("{");
        foreach (var operation in plan.Operations)
        {
            var output = operation.Output is null ? "null" : operation.Name + "Response.Facts";
            writer.Line($"    {SourceWriter.Literal(operation.Name)} => ({operation.Name}Request.Facts, {output}),");
        }

        writer.Line("    _ => default,");
        writer.Line("};");
        writer.Line();
    }

    private static void EmitReaders(SourceWriter writer, string kind, IEnumerable<(string Key, string Type)> readers)
    {
        writer.Line($"internal static global::System.Func<HF::ShapeReader, HF::IShape>? {kind}(string name) => name switch");
        writer.Line("{");
        foreach (var (key, type) in readers)
        {
            writer.Line($"    {SourceWriter.Literal(key)} => static reader => {type}.Read(reader, {type}.Facts.Root),");
        }

        writer.Line("    _ => null,");
        writer.Line("};");
    }

    private static string? Protocol(string name) => name switch
    {
        "query" => "Query",
        "ec2" => "Ec2",
        "json" => "Json",
        "rest-json" => "RestJson",
        "rest-xml" => "RestXml",
        "smithy-rpc-v2-cbor" => "RpcV2Cbor",
        _ => null,
    };
}
