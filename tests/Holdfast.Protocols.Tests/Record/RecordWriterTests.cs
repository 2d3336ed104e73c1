using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Protocols.Record;
using Holdfast.Protocols.Tests.Models;

namespace Holdfast.Protocols.Tests.Record;

/// <summary>Runs the cases in <c>Cases/Record/records.json</c>.</summary>
public sealed class RecordWriterTests
{
    private static readonly JsonArray s_suites = JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolder.Path, "Record", "records.json")))!.AsArray();

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < s_suites.Count; i++)
        {
            foreach (var example in s_suites[i]!["cases"]!.AsArray())
            {
                data.Add(i, example.Text("id")!);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Records_a_call_as_CloudTrail_does(int suite, string id)
    {
        var facts = s_suites[suite]!;
        var example = facts["cases"]!.AsArray().Single(c => c.Text("id") == id)!;
        var model = new TestModel(facts["metadata"]!.AsObject(), facts["shapes"]!.AsObject());
        var rules = RecordRules.Of(model.Service, facts["omissions"]?.AsArray().Select(name => (string)name!) ?? []);

        var record = Write(new JsonShape(model.Shape("In"), example["params"]!.AsObject()), rules, example.Text("requestId"));

        Assert.Equal(example.Text("record"), record);
        Assert.DoesNotContain("hush", record, StringComparison.Ordinal);
    }

    private static string Write(JsonShape shape, RecordRules rules, string? requestId)
    {
        var into = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(into, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new RecordWriter(json).Write(shape, rules, requestId);
        }

        return Encoding.UTF8.GetString(into.WrittenSpan);
    }
}
