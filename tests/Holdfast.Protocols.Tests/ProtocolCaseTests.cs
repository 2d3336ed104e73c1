using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Tests.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Tests;

/// <summary>Runs the cases in <c>Cases/*.json</c>: model, parameters and bytes, each case saying why it is here.</summary>
public sealed class ProtocolCaseTests
{
    private static readonly JsonSerializerOptions s_text = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.GetFiles(CaseFolder.Path, "*.json").Order(StringComparer.Ordinal))
        {
            var suites = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
            for (var s = 0; s < suites.Count; s++)
            {
                foreach (var c in suites[s]!["cases"]!.AsArray())
                {
                    data.Add($"{Path.GetFileName(path)}/{s}/{c.Text("id")}");
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_and_writes_what_the_protocol_prescribes(string id)
    {
        var parts = id.Split('/', 3);
        var suite = JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolder.Path, parts[0])))!.AsArray()[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)]!;
        var example = suite["cases"]!.AsArray().Single(c => c.Text("id") == parts[2])!.AsObject();
        var operations = suite["operations"] is JsonArray many
            ? many.Select(operation => operation!.AsObject()).ToArray()
            : [example["given"]!.AsObject()];
        var model = new TestModel(suite["metadata"]!.AsObject(), suite["shapes"]?.AsObject() ?? [], operations);

        if (example["request"] is JsonObject request)
        {
            CheckRequest(model.Service, request, example);
        }
        else
        {
            CheckAnswer(model, example);
        }
    }

    private static void CheckRequest(ServiceModel service, JsonObject request, JsonObject example)
    {
        var parts = Parts(request);
        var codec = ProtocolCodecs.Recognize(service, parts);

        JsonObject? read = null;
        string? operation = null;
        string? malformed = null;
        IReadOnlyList<string> missing = [];
        try
        {
            var found = codec.Route(service, parts);
            operation = found?.Name;
            if (found?.Input is { } input)
            {
                using var reader = codec.OpenRequest(found, parts);
                read = JsonShape.Read(reader, new("", 0, input));
                missing = [.. reader.MissingPaths];
            }
        }
        catch (MalformedRequestException exception)
        {
            malformed = exception.Code;
        }

        Assert.Equal(example.Text("malformed"), malformed);
        Assert.Equal(example["operation"] is null ? service.Operations[0].Name : example.Text("operation"), operation ?? "none");
        if (example["params"] is { } expected)
        {
            Assert.Equal(expected.ToJsonString(s_text), read?.ToJsonString(s_text));
        }

        Assert.Equal(example["missing"] is JsonArray paths ? paths.Select(path => (string)path!) : [], missing);
    }

    private static void CheckAnswer(TestModel model, JsonObject example)
    {
        var service = model.Service;
        var operation = service.Operations[0];
        var codec = ProtocolCodecs.Of(service.Protocols[0]);
        var sink = new MemorySink();

        if (example["error"] is JsonObject error)
        {
            var members = error.Text("shape") is { } shape
                ? new JsonShape(model.Shape(shape), error["members"]?.AsObject() ?? [])
                : null;
            var facts = new ErrorFacts(error.Text("code")!, error.Text("message")!, (int?)error["status"] ?? 400, error["receiver"] is null)
            {
                Members = members,
                QueryErrorCode = error.Text("queryCode"),
                Details = [.. (error["details"]?.AsObject() ?? []).Select(detail => KeyValuePair.Create(detail.Key, (string)detail.Value!))],
            };
            codec.WriteError(service, operation, facts, "request-id", "host-id", sink);
        }
        else
        {
            var output = operation.Output is { } shape ? new JsonShape(shape, example["result"]!.AsObject()) : null;
            codec.WriteResponse(operation, output, "request-id", "host-id", sink);
        }

        var response = example["response"]!.AsObject();
        Assert.Equal((int?)response["status"] ?? 200, sink.Status);
        foreach (var (name, value) in response["headers"]?.AsObject() ?? [])
        {
            Assert.Equal((string?)value, sink.Headers.GetValueOrDefault(name));
        }

        Assert.Equal(response.Text("stream"), sink.Stream is null ? null : new StreamReader(sink.Stream).ReadToEnd());
        if (response.Text("hex") is { } hex)
        {
            Assert.Equal(hex, Convert.ToHexStringLower(sink.Bytes.Span));
        }
        else
        {
            Assert.Equal(response.Text("body") ?? "", sink.Text);
        }
    }

    private static RequestParts Parts(JsonObject request)
    {
        var uri = (request.Text("uri") ?? "/").Split('?', 2);
        return new()
        {
            Method = request.Text("method") ?? "POST",
            RawPath = uri[0],
            RawQuery = uri.Length > 1 ? uri[1] : "",
            Headers = new TestHeaders(request["headers"]?.AsObject()),
            Body = request.Text("hex") is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(request.Text("body") ?? ""),
            NewToken = request["fillTokens"] is null ? null : () => "fresh-token",
        };
    }
}
