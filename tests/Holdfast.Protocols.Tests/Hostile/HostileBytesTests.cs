using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Tests.Models;

namespace Holdfast.Protocols.Tests.Hostile;

/// <summary>Whatever the bytes, a request is read or is malformed: nothing else is thrown, and it ends soon.</summary>
public sealed class HostileBytesTests
{
    /// <summary>How many mutations of a right body each protocol gets.</summary>
    private const int Mutations = 20_000;

    /// <summary>Far more than any of it takes, so that a slow machine does not fail and an endless loop does.</summary>
    private static readonly TimeSpan s_timeMax = TimeSpan.FromMinutes(1);

    public static TheoryData<WireProtocol> Protocols() => [.. Enum.GetValues<WireProtocol>()];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_right_body_is_read(WireProtocol protocol)
    {
        var read = RichModel.Read(RichModel.In(protocol), RichModel.Body(protocol));

        Assert.Contains("deep", read?.ToJsonString() ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_truncation_is_read_or_malformed(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        var body = RichModel.Body(protocol);

        for (var length = 0; length < body.Length; length++)
        {
            RichModel.Read(model, body.AsMemory(0, length));
        }

        TestContext.Current.SendDiagnosticMessage($"{protocol}: {body.Length} truncations");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_mutation_is_read_or_malformed(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        var body = RichModel.Body(protocol);
        var malformed = 0;

        Gen.Select(Gen.Int[0, 5], Gen.Int[0, body.Length - 1], Gen.Int[0, body.Length - 1], Gen.Byte, Gen.Byte.Array[0, 16])
            .Array[1, 4]
            .Sample(
                changes =>
                {
                    var bytes = body;
                    foreach (var (kind, at, other, value, insertion) in changes)
                    {
                        bytes = Mutate(bytes, kind, at, other, value, insertion);
                    }

                    if (RichModel.Read(model, bytes) is null)
                    {
                        Interlocked.Increment(ref malformed);
                    }
                },
                iter: Mutations,
                threads: 1);

        TestContext.Current.SendDiagnosticMessage($"{protocol}: {Mutations} mutations, {malformed} malformed");
        Assert.InRange(malformed, Mutations / 20, Mutations);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Random_bytes_are_read_or_malformed(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);

        Gen.Byte.Array[0, 200].Sample(bytes => { RichModel.Read(model, bytes); }, iter: Mutations, threads: 1);
    }

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.RestJson)]
    [InlineData(WireProtocol.RestXml)]
    [InlineData(WireProtocol.Query)]
    [InlineData(WireProtocol.Ec2)]
    [InlineData(WireProtocol.RpcV2Cbor)]
    public void Nesting_without_end_is_malformed(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        foreach (var (known, unknown) in Nests(protocol, 100_000))
        {
            Assert.Null(RichModel.Read(model, known));
            Assert.Null(RichModel.Read(model, unknown));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Text_that_is_not_UTF8_is_malformed(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        var body = RichModel.Body(protocol);
        var deep = body.AsSpan().IndexOf("deep"u8);

        byte[][] invalids = [[0xC3, 0x28], [0xFF, 0xFE], [0xED, 0xA0], [0xC0, 0x80]];
        foreach (var invalid in invalids)
        {
            var bytes = body.ToArray();
            invalid.CopyTo(bytes, deep);

            Assert.Null(RichModel.Read(model, bytes));
        }
    }

    [Theory]
    [InlineData(WireProtocol.Json, """{"\ud83d":1}""")]
    [InlineData(WireProtocol.Json, """{"Name\ude00":1}""")]
    [InlineData(WireProtocol.Json, """{"Name":"\ud83d"}""")]
    [InlineData(WireProtocol.RestJson, """{"\ud83d":1}""")]
    [InlineData(WireProtocol.RestJson, """{"Map":{"\ud83d":["a"]}}""")]
    public void Half_a_pair_of_surrogates_is_malformed(WireProtocol protocol, string body)
        => Assert.Null(RichModel.Read(RichModel.In(protocol), Encoding.UTF8.GetBytes(body)));

    [Theory]
    [MemberData(nameof(Wide))]
    public void Width_without_end_ends_soon(WireProtocol protocol, string what, string body)
    {
        var watch = Stopwatch.StartNew();

        var read = RichModel.Read(RichModel.In(protocol), Encoding.UTF8.GetBytes(body));

        TestContext.Current.SendDiagnosticMessage($"{protocol}: {what}: {body.Length} bytes, {watch.ElapsedMilliseconds} ms, {(read is null ? "malformed" : "read")}");
        Assert.True(watch.Elapsed < s_timeMax);
    }

    public static TheoryData<WireProtocol, string, string> Wide()
    {
        const int many = 90_000;
        var numbers = Enumerable.Range(1, many).Reverse().ToArray();
        return new()
        {
            { WireProtocol.Query, "elements in reverse", string.Join('&', numbers.Select(n => $"Flat.{n}=1")) },
            { WireProtocol.Query, "unknown parameters", string.Join('&', numbers.Select(n => $"x{n}=1")) },
            { WireProtocol.Query, "too many places", string.Join('&', Enumerable.Range(0, 300_000).Select(n => $"{n:x}")) },
            { WireProtocol.Query, "the same parameter", string.Join('&', numbers.Select(_ => "Name=1")) },
            { WireProtocol.Query, "nothing but separators", new string('&', 1 << 20) },
            { WireProtocol.Query, "nothing but dots", new string('.', 1 << 20) },
            { WireProtocol.Query, "keys of a map in reverse", string.Join('&', numbers.Take(30_000).Select(n => $"FlatMap.{n}.key={n}&FlatMap.{n}.value.Name=1")) },
            { WireProtocol.RestXml, "flattened elements among unknown ones", $"<a>{string.Concat(numbers.Select(_ => "<u/><Flat>1</Flat>"))}</a>" },
            { WireProtocol.RestXml, "attributes", $"<a {string.Concat(numbers.Select(n => $" x{n}=\"\""))}/>" },
            { WireProtocol.RestXml, "unclosed comments", string.Concat(numbers.Select(_ => "<!--")) },
            { WireProtocol.RestXml, "references", $"<a><Name>{string.Concat(numbers.Select(_ => "&amp;"))}</Name></a>" },
            { WireProtocol.RestXml, "entities that grow", "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a><Name>&c;</Name></a>" },
            { WireProtocol.Json, "elements", $$"""{"Flat":[{{string.Join(',', numbers)}}]}""" },
            { WireProtocol.Json, "unknown members", $$"""{{{string.Join(',', numbers.Select(n => $"\"x{n}\":1"))}}}""" },
            { WireProtocol.Json, "a number without end", $$"""{"Count":{{new string('9', 1 << 20)}}}""" },
            { WireProtocol.Json, "a real without end", $$"""{"Real":0.{{new string('9', 1 << 20)}},"When":{{new string('9', 1 << 20)}}}""" },
            { WireProtocol.Query, "a number without end", "Count=" + new string('9', 1 << 20) },
        };
    }

    [Fact]
    public void A_list_has_a_bound()
    {
        var tooMany = Wire.Bounds.ElementsMax + 1;

        Assert.Null(RichModel.Read(RichModel.In(WireProtocol.Json), Encoding.UTF8.GetBytes($$"""{"Flat":[{{string.Join(',', Enumerable.Repeat("1", tooMany))}}]}""")));
        Assert.Null(RichModel.Read(RichModel.In(WireProtocol.Query), Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(1, tooMany).Select(n => $"Flat.{n}=1")))));
        Assert.Null(RichModel.Read(RichModel.In(WireProtocol.RestXml), Encoding.UTF8.GetBytes($"<a>{string.Concat(Enumerable.Repeat("<Flat>1</Flat>", tooMany))}</a>")));
    }

    [Theory]
    [InlineData("bb7fffffffffffffff")]
    [InlineData("bbffffffffffffffff")]
    [InlineData("a1644e616d657affffffff61")]
    [InlineData("a1644e616d657b7fffffffffffffff61")]
    [InlineData("a16553747269" + "9affffffff")]
    [InlineData("a167537472696e67739b00000000ffffffff61")]
    [InlineData("a161789b7fffffffffffffff00")]
    [InlineData("a1644e616d657f7f6161ffff")]
    [InlineData("a1644e616d6518")]
    [InlineData("ff")]
    [InlineData("a1ff")]
    [InlineData("1c")]
    public void Lengths_that_lie_are_malformed(string hex)
        => Assert.Null(RichModel.Read(RichModel.In(WireProtocol.RpcV2Cbor), Convert.FromHexString(hex)));

    [Theory]
    [InlineData(WireProtocol.RestJson)]
    [InlineData(WireProtocol.RestXml)]
    public void Paths_queries_and_headers_are_read_or_malformed(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        var text = Gen.Char["%0aZ&=+/,;:\" \\é\ud800\u0000?#-"].Array[0, 24].Select(characters => new string(characters));

        Gen.Select(text, text, text, text).Sample(
            (path, query, header, list) =>
            {
                var headers = new JsonObject { ["x-at"] = header, ["x-list"] = list, ["x-meta-" + header] = list };
                RichModel.Read(model, default, "/things/" + path, "n=1&m=" + query, headers);
                RichModel.Read(model, default, "/things/" + path, query, new() { ["x-list"] = "1," + list });
            },
            iter: Mutations,
            threads: 1);
    }

    private static IEnumerable<(byte[] Known, byte[] Unknown)> Nests(WireProtocol protocol, int depth)
    {
        string Repeat(string text) => string.Concat(Enumerable.Repeat(text, depth));
        switch (protocol)
        {
            case WireProtocol.Query or WireProtocol.Ec2:
                yield return (Encoding.UTF8.GetBytes(Repeat("Inner.") + "Name=x"), Encoding.UTF8.GetBytes(Repeat("a.") + "Name=x"));
                break;
            case WireProtocol.RestXml:
                yield return (Encoding.UTF8.GetBytes("<a>" + Repeat("<Inner>")), Encoding.UTF8.GetBytes("<a>" + Repeat("<u>") + Repeat("</u>") + "</a>"));
                break;
            case WireProtocol.RpcV2Cbor:
                yield return (Convert.FromHexString(Repeat("a165496e6e6572") + "a0"), Convert.FromHexString("a16178" + Repeat("81") + "00"));
                yield return (Convert.FromHexString("a165496e6e6572" + Repeat("9f")), Convert.FromHexString("a16178" + Repeat("9f")));
                yield return (Convert.FromHexString(Repeat("c1")), Convert.FromHexString("a16178" + Repeat("c1") + "00"));
                break;
            default:
                yield return (Encoding.UTF8.GetBytes(Repeat("{\"Inner\":")), Encoding.UTF8.GetBytes("{\"u\":" + Repeat("[") + Repeat("]") + "}"));
                break;
        }
    }

    private static byte[] Mutate(byte[] bytes, int kind, int at, int other, byte value, byte[] insertion)
    {
        if (bytes.Length == 0)
        {
            return insertion;
        }

        at %= bytes.Length;
        other %= bytes.Length;
        var (low, high) = (Math.Min(at, other), Math.Max(at, other));
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (value & 7))), .. bytes[(at + 1)..]],
            2 => [.. bytes[..low], .. bytes[high..]],
            3 => [.. bytes[..at], .. insertion, .. bytes[at..]],
            4 => [.. bytes[..high], .. bytes[low..]],
            _ => [.. bytes[..at], bytes[other], .. bytes[at..]],
        };
    }
}
