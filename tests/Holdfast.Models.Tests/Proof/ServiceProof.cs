using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Models.Tests.Proof;

/// <summary>Carries the cases of one service through our readers and writers.</summary>
internal sealed class ServiceProof(ProofService service, string folder)
{
    private const string Seed = "holdfast";

    /// <summary>Operations whose requests look like another's, so that nobody can tell: the older form of one, or one that only its host names.</summary>
    private static readonly Dictionary<string, string> s_twins = new(StringComparer.Ordinal)
    {
        ["GetBucketLifecycle"] = "GetBucketLifecycleConfiguration",
        ["GetBucketNotification"] = "GetBucketNotificationConfiguration",
        ["ListDirectoryBuckets"] = "ListBuckets",
        ["PutBucketLifecycle"] = "PutBucketLifecycleConfiguration",
        ["PutBucketNotification"] = "PutBucketNotificationConfiguration",
    };

    private readonly List<string> _faults = [];

    /// <summary>The requests that botocore wrote and we read.</summary>
    public int Requests { get; private set; }

    /// <summary>The responses that we wrote and botocore read.</summary>
    public int Responses { get; private set; }

    /// <summary>The errors that we wrote and botocore read.</summary>
    public int Errors { get; private set; }

    /// <summary>Runs the cases and gives what was wrong.</summary>
    public IReadOnlyList<string> Run(int casesPerOperation)
    {
        var cases = Path.Combine(folder, service.Folder + ".cases.jsonl");
        var answers = Path.Combine(folder, service.Folder + ".answers.jsonl");
        Botocore.Run("generate", service.ModelPath, Seed, casesPerOperation.ToString(CultureInfo.InvariantCulture), cases);
        using (var writer = new StreamWriter(answers))
        {
            foreach (var line in File.ReadLines(cases))
            {
                using var document = JsonDocument.Parse(line);
                Carry(document.RootElement, writer);
            }
        }

        var findings = Botocore.Run("check", service.ModelPath, answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _faults.AddRange(findings.SkipLast(1));
        return _faults;
    }

    private void Carry(JsonElement one, StreamWriter answers)
    {
        var codec = ProtocolCodecs.Of(ProtocolOf(one.GetProperty("protocol").GetString()!));
        var operation = service.Model.FindOperation(one.GetProperty("operation").GetString()!)!;
        try
        {
            switch (one.GetProperty("kind").GetString())
            {
                case "request":
                    Requests++;
                    if (ReadRequest(codec, operation, one) is { } fault)
                    {
                        _faults.Add($"{one.GetProperty("protocol").GetString()} {operation.Name} request {one.GetProperty("case")}: {fault}");
                    }

                    break;
                case "response":
                    Responses++;
                    WriteAnswer(answers, one, WriteResponse(codec, operation, one), []);
                    break;
                default:
                    Errors++;
                    KeyValuePair<string, int> status = new("expectedStatus", one.GetProperty("status").GetInt32());
                    WriteAnswer(answers, one, WriteError(codec, operation, one), [status]);
                    break;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever a codec throws at a valid value is a finding; the other cases go on.
            _faults.Add($"{one.GetProperty("protocol").GetString()} {operation.Name} {one.GetProperty("kind").GetString()}: {exception}");
        }
    }

    private string? ReadRequest(ProtocolCodec codec, OperationModel operation, JsonElement one)
    {
        var body = one.GetProperty("body").GetBytesFromBase64();
        var headers = one.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
        var parts = new RequestParts
        {
            Method = one.GetProperty("method").GetString()!,
            RawPath = one.GetProperty("path").GetString()!,
            RawQuery = one.GetProperty("query").GetString()!,
            Headers = new HeaderTable(headers),
            Body = body,
            Stream = new MemoryStream(body),
        };
        var recognized = ProtocolCodecs.Recognize(service.Model, parts);
        if (recognized != codec)
        {
            return $"recognized as {recognized.Protocol}";
        }

        var routed = codec.Route(service.Model, parts);
        if (routed != operation && routed?.Name != s_twins.GetValueOrDefault(operation.Name))
        {
            return $"routed to {routed?.ToString() ?? "nothing"} ({parts.Method} {parts.RawPath}?{parts.RawQuery})";
        }

        using var reader = codec.OpenRequest(operation, parts);
        var request = service.Request(operation.Name)!(reader);
        if (reader.MissingPaths.Count > 0)
        {
            return $"missing {string.Join(", ", reader.MissingPaths)}";
        }

        return Difference.Of(one.GetProperty("value"), CanonicalWriter.Write(request), EmptyIsNone(codec.Protocol));
    }

    private MemorySink WriteResponse(ProtocolCodec codec, OperationModel operation, JsonElement one)
    {
        var sink = new MemorySink();
        var output = operation.Output is null
            ? null
            : service.Response(operation.Name)!(new CanonicalReader(one.GetProperty("value")));
        codec.WriteResponse(operation, output, "11111111-2222-3333-4444-555555555555", "host", sink);
        return sink;
    }

    private MemorySink WriteError(ProtocolCodec codec, OperationModel operation, JsonElement one)
    {
        var sink = new MemorySink();
        var facts = FactsOf(one, one.GetProperty("message").GetString()!);
        codec.WriteError(service.Model, operation, facts, "11111111-2222-3333-4444-555555555555", "host", sink);
        return sink;
    }

    private ErrorFacts FactsOf(JsonElement one, string message)
    {
        if (one.GetProperty("error").GetString() is not { } name)
        {
            return new(one.GetProperty("code").GetString()!, message, one.GetProperty("status").GetInt32());
        }

        var members = service.Error(name)!(new CanonicalReader(one.GetProperty("value")));
        var error = (ServiceException)members;
        return new(error.Code, message, error.Status, error.IsSenderFault) { Members = members, QueryErrorCode = error.QueryErrorCode };
    }

    private static void WriteAnswer(StreamWriter answers, JsonElement one, MemorySink sink, KeyValuePair<string, int>[] more)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var property in one.EnumerateObject().Where(property => property.Name != "status"))
            {
                property.WriteTo(json);
            }

            foreach (var (name, value) in more)
            {
                json.WriteNumber(name, value);
            }

            json.WriteNumber("status", sink.Status);
            json.WriteStartObject("headers");
            foreach (var header in sink.Headers)
            {
                json.WriteString(header.Key, header.Value);
            }

            json.WriteEndObject();
            json.WriteBase64String("body", sink.ReadBody());
            json.WriteEndObject();
        }

        answers.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static bool EmptyIsNone(WireProtocol protocol) => protocol is WireProtocol.Query or WireProtocol.Ec2 or WireProtocol.RestXml;

    private static WireProtocol ProtocolOf(string name) => name switch
    {
        "query" => WireProtocol.Query,
        "ec2" => WireProtocol.Ec2,
        "json" => WireProtocol.Json,
        "rest-json" => WireProtocol.RestJson,
        "rest-xml" => WireProtocol.RestXml,
        _ => WireProtocol.RpcV2Cbor,
    };
}
