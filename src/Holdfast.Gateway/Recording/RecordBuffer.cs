using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Record;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Recording;

/// <summary>The buffers in which a thread composes records, one after another, so that a record costs no more memory than its own bytes.</summary>
#pragma warning disable CA1001 // The JSON writers hold nothing but the buffers beside them, and live as long as their thread.
internal sealed class RecordBuffer
#pragma warning restore CA1001
{
    private const int BytesAtFirst = 4096;
    private const int BytesKeptMax = 256 * 1024;

    // Records are read by people and shipped as they are: only what JSON demands is escaped, as in AWS's own files.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static RecordBuffer? s_current;

    private readonly ArrayBufferWriter<byte> _record = new(BytesAtFirst);
    private readonly ArrayBufferWriter<byte> _elements = new(BytesAtFirst);
    private readonly Utf8JsonWriter _elementsJson;
    private readonly RecordWriter _elementsWriter;

    private RecordBuffer()
    {
        Writer = new(_record, Options);
        _elementsJson = new(_elements, Options);
        _elementsWriter = new(_elementsJson);
    }

    /// <summary>The writer of the record.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>The resources found so far.</summary>
    public List<EventResource> Resources { get; } = [];

    /// <summary>The labels of the record.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>Gives the thread's buffer, empty.</summary>
    public static RecordBuffer Take()
    {
        var buffer = s_current;
        if (buffer is null || buffer._record.Capacity > BytesKeptMax || buffer._elements.Capacity > BytesKeptMax)
        {
            s_current = buffer = new();
        }

        buffer._record.ResetWrittenCount();
        buffer.Writer.Reset();
        buffer.Resources.Clear();
        buffer.Labels.Clear();
        return buffer;
    }

    /// <summary>Ends the record and gives its bytes, which the next record overwrites.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        Writer.Flush();
        return _record.WrittenMemory;
    }

    /// <summary>Writes a value apart from the record, to be measured first; the next value overwrites it.</summary>
    public ReadOnlySpan<byte> WriteElements(
        IShape shape,
        RecordRules rules,
        string? requestId,
        IReadOnlyList<RecordedParameter>? further = null,
        IReadOnlyList<KeyValuePair<string, string>>? texts = null)
    {
        _elements.ResetWrittenCount();
        _elementsJson.Reset();
        _elementsWriter.Write(shape, rules, requestId, texts);
        _elementsJson.Flush();
        return further is { Count: > 0 } ? Join(further, _elements.WrittenSpan) : _elements.WrittenSpan;
    }

    // Few calls have any, so that these cost an array of their own.
    private static byte[] Join(IReadOnlyList<RecordedParameter> parameters, ReadOnlySpan<byte> elements)
    {
        var further = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(further, Options);
        writer.WriteStartObject();
        foreach (var parameter in parameters)
        {
            writer.WriteStartObject(parameter.Name);
            foreach (var (name, text) in parameter.Texts)
            {
                writer.WriteString(name, text);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return elements.Length <= "{}".Length
            ? further.WrittenSpan.ToArray()
            : [.. further.WrittenSpan[..^1], (byte)',', .. elements[1..]];
    }
}
