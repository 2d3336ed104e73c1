using System.Text;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Tests.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Tests;

/// <summary>What a warm call costs in memory: a read costs the strings it gives, a write costs nothing.</summary>
public sealed class AllocationTests
{
    /// <summary>The name that is read: twenty characters.</summary>
    private const string Value = "abcdefghijklmnopqrst";

    private const int StringBytes = 64;

    public static TheoryData<WireProtocol> Protocols() => [.. Enum.GetValues<WireProtocol>()];

    [Theory]
    [InlineData(WireProtocol.Query, "Action=Do&Version=2020-01-01&Name=" + Value + "&Count=7&On=true&Inner.Count=3", 0)]
    [InlineData(WireProtocol.Ec2, "Action=Do&Version=2020-01-01&Name=" + Value + "&Count=7&On=true&Inner.Count=3", 0)]
    [InlineData(WireProtocol.Json, "{\"Name\":\"" + Value + "\",\"Count\":7,\"On\":true,\"Inner\":{\"Count\":3}}", 0)]
    // The label, the array of labels, and what the test's own headers take to look for a prefix.
    [InlineData(WireProtocol.RestJson, "{\"Name\":\"" + Value + "\",\"Count\":7,\"On\":true,\"Inner\":{\"Count\":3}}", 224)]
    [InlineData(WireProtocol.RestXml, "<In><Name>" + Value + "</Name><Count>7</Count><On>true</On><Inner><Count>3</Count></Inner></In>", 224)]
    public void A_read_costs_the_strings_it_gives(WireProtocol protocol, string body, int besides)
    {
        var model = RichModel.In(protocol);
        var operation = model.Service.Operations[0];
        var codec = ProtocolCodecs.Of(protocol);
        var parts = new RequestParts
        {
            Method = "POST",
            RawPath = protocol is WireProtocol.RestJson or WireProtocol.RestXml ? "/things/a" : "/",
            Headers = new TestHeaders(new() { ["X-Amz-Target"] = "T.Do" }),
            Body = Encoding.UTF8.GetBytes(body),
        };
        var at = new Member("", 0, operation.Input!);
        void Read()
        {
            // The operation's name, too, is a string until the table of operations was asked.
            var found = codec.Route(model.Service, parts)!;
            using var reader = codec.OpenRequest(found, parts);
            Walk(reader, at);
        }

        Assert.InRange(Measure(Read), StringBytes, (2 * StringBytes) + besides);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_write_costs_nothing(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        var operation = model.Service.Operations[0];
        var codec = ProtocolCodecs.Of(protocol);
        var output = new FixedShape(model.Shape("In"));
        var sink = new MemorySink();

        var allocated = Measure(() =>
        {
            sink.Clear();
            codec.WriteResponse(operation, output, "request-id", "host-id", sink);
        });

        // A REST answer needs the writer that tells headers from body.
        Assert.InRange(allocated, 0, protocol is WireProtocol.RestJson or WireProtocol.RestXml ? 80 : 0);
    }

    private static long Measure(Action action)
    {
        for (var warm = 0; warm < 3; warm++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.SendDiagnosticMessage($"{TestContext.Current.Test?.TestDisplayName}: {allocated} bytes");
        return allocated;
    }

    // What generated code does, without keeping anything.
    private static void Walk(RequestReader reader, Member at)
    {
        reader.BeginStructure(at);
        while (reader.NextMember() is { } member)
        {
            switch (member.Target.Kind)
            {
                case ShapeKind.Structure:
                    Walk(reader, member);
                    break;
                case ShapeKind.Integer:
                    reader.ReadInteger(member);
                    break;
                case ShapeKind.Boolean:
                    reader.ReadBoolean(member);
                    break;
                default:
                    reader.ReadString(member);
                    break;
            }
        }
    }

    private sealed class FixedShape(Shape shape) : IShape
    {
        private readonly Member[] _members = shape.Members.ToArray();

        public Shape Shape { get; } = shape;

        public void WriteMembers(ShapeWriter writer)
        {
            foreach (var member in _members)
            {
                switch (member.Name)
                {
                    case "Name":
                        writer.WriteString(member, Value);
                        break;
                    case "When" or "Iso" or "Rfc":
                        writer.WriteTimestamp(member, DateTimeOffset.UnixEpoch);
                        break;
                    case "Count":
                        writer.WriteInteger(member, 7);
                        break;
                    case "Real":
                        writer.WriteDouble(member, 1.5);
                        break;
                    case "Strings":
                        writer.BeginList(member, 1);
                        writer.WriteString(member.Target.Element, Value);
                        writer.EndList(member);
                        break;
                    default:
                        break;
                }
            }
        }
    }
}
