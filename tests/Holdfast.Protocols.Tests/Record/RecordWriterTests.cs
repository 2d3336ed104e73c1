using System.Text;
using System.Text.Json;
using Holdfast.Protocols.Record;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Tests.Record;

public sealed class RecordWriterTests
{
    private const string DateFormat = "MMM d, yyyy, h:mm:ss tt";

    private static readonly Shape Text = new("Text", ShapeKind.String);
    private static readonly Shape Number = new("Number", ShapeKind.Double);
    private static readonly Shape Instant = new("Instant", ShapeKind.Timestamp);

    [Fact]
    public void Begins_names_in_lower_case()
        => Assert.Equal("""{"userName":"bob","sSHPublicKeyId":"APKA"}""", Write(
            (Member("UserName", Text), static (writer, at) => writer.WriteString(at, "bob")),
            (Member("SSHPublicKeyId", Text), static (writer, at) => writer.WriteString(at, "APKA"))));

    [Fact]
    public void Leaves_a_sensitive_member_out()
        => Assert.Equal("""{"userName":"bob"}""", Write(
            (Secret("Password", Text), static (writer, at) => writer.WriteString(at, "hunter2")),
            (Member("UserName", Text), static (writer, at) => writer.WriteString(at, "bob"))));

    [Fact]
    public void Leaves_a_list_of_sensitive_elements_out_with_all_that_is_in_it()
    {
        var secrets = new Shape("Secrets", ShapeKind.List) { MembersOf = static () => [Secret("member", Text)] };
        var listOfLists = new Shape("Lists", ShapeKind.List) { MembersOf = () => [Member("member", secrets)] };

        Assert.Equal("""{"lists":[],"userName":"bob"}""", Write(
            (Member("Lists", listOfLists), (writer, at) =>
            {
                writer.BeginList(at, 1);
                writer.BeginList(at.Target.Element, 1);
                writer.WriteString(at.Target.Element.Target.Element, "hunter2");
                writer.EndList(at.Target.Element);
                writer.EndList(at);
            }),
            (Member("UserName", Text), static (writer, at) => writer.WriteString(at, "bob"))));
    }

    [Fact]
    public void Leaves_a_map_with_sensitive_values_out()
    {
        var map = new Shape("Map", ShapeKind.Map) { MembersOf = static () => [Member("key", Text), Secret("value", Text)] };

        Assert.Equal("{}", Write((Member("Map", map), (writer, at) =>
        {
            writer.BeginMap(at, 1);
            writer.WriteKey(at, "k");
            writer.WriteString(at.Target.Value, "hunter2");
            writer.EndMap(at);
        })));
    }

    [Fact]
    public void Writes_maps_lists_and_structures_within_each_other()
    {
        var list = new Shape("List", ShapeKind.List) { MembersOf = static () => [Member("member", new Shape("Tag", ShapeKind.Structure))] };
        var map = new Shape("Map", ShapeKind.Map) { MembersOf = () => [Member("key", Text), Member("value", list)] };

        Assert.Equal("""{"map":{"K":[{"key":"a"},{"key":"b"}]},"last":"z"}""", Write(
            (Member("Map", map), (writer, at) =>
            {
                writer.BeginMap(at, 1);
                writer.WriteKey(at, "K");
                writer.BeginList(at.Target.Value, 2);
                foreach (var key in new[] { "a", "b" })
                {
                    writer.WriteStructure(list.Element, new Value([(Member("Key", Text), (inner, key1) => inner.WriteString(key1, key))]));
                }

                writer.EndList(at.Target.Value);
                writer.EndMap(at);
            }),
            (Member("Last", Text), static (writer, at) => writer.WriteString(at, "z"))));
    }

    [Theory]
    [InlineData("MMM d, yyyy, h:mm:ss tt", "Nov 2, 2026, 3:11:23 PM")]
    [InlineData("MMM d, yyyy h:mm:ss tt", "Nov 2, 2026 3:11:23 PM")]
    public void Words_instants_in_universal_time_as_the_service_does(string format, string expected)
        => Assert.Equal($$"""{"createDate":"{{expected}}"}""", Write(
            format, [], (Member("CreateDate", Instant), static (writer, at) => writer.WriteTimestamp(at, new(2026, 11, 2, 16, 11, 23, TimeSpan.FromHours(1))))));

    [Fact]
    public void Leaves_out_the_members_that_it_is_told_to_at_the_top_only()
        => Assert.Equal("""{"user":{"name":"bob"}}""", Write(
            DateFormat,
            ["Name"],
            (Member("Name", Text), static (writer, at) => writer.WriteString(at, "bob")),
            (Member("User", new Shape("User", ShapeKind.Structure)), static (writer, at) => writer.WriteStructure(
                at, new Value([(Member("Name", Text), static (inner, name) => inner.WriteString(name, "bob"))])))));

    [Fact]
    public void Spells_numbers_that_json_does_not_have()
        => Assert.Equal("""{"a":"NaN","b":"Infinity","c":"-Infinity","d":1.5}""", Write(
            (Member("A", Number), static (writer, at) => writer.WriteDouble(at, double.NaN)),
            (Member("B", Number), static (writer, at) => writer.WriteDouble(at, double.PositiveInfinity)),
            (Member("C", Number), static (writer, at) => writer.WriteDouble(at, double.NegativeInfinity)),
            (Member("D", Number), static (writer, at) => writer.WriteDouble(at, 1.5))));

    [Fact]
    public void Leaves_streams_out_and_writes_bytes_in_base_64()
        => Assert.Equal("""{"blob":"AQID"}""", Write(
            (Member("Body", new Shape("Body", ShapeKind.Blob)), static (writer, at) => writer.WriteStream(at, Stream.Null)),
            (Member("Blob", new Shape("Blob", ShapeKind.Blob)), static (writer, at) => writer.WriteBlob(at, new byte[] { 1, 2, 3 }))));

    private static Member Member(string name, Shape target) => new(name, 0, target);

    private static Member Secret(string name, Shape target) => new(name, 0, target) { IsSensitive = true };

    private static string Write(params (Member At, Action<ShapeWriter, Member> Write)[] members) => Write(DateFormat, [], members);

    private static string Write(string dateFormat, string[] omits, params (Member At, Action<ShapeWriter, Member> Write)[] members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            new RecordWriter(json).Write(new Value(members), dateFormat, omits);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Value((Member At, Action<ShapeWriter, Member> Write)[] members) : IShape
    {
        public Shape Shape { get; } = new("Value", ShapeKind.Structure);

        public void WriteMembers(ShapeWriter writer)
        {
            foreach (var (at, write) in members)
            {
                write(writer, at);
            }
        }
    }
}
