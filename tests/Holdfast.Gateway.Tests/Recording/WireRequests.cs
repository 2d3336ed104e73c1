using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>Writes a request of any operation in its protocol: what it must have, and every member that holds a secret, each with a text of its own.</summary>
/// <param name="operation">The operation.</param>
/// <param name="known">The values of members that name what is there, by their names.</param>
/// <param name="secretOf">Gives the text of a member that holds a secret; null for all others.</param>
internal sealed class WireRequests(OperationModel operation, IReadOnlyDictionary<string, string> known, Func<Member, string?> secretOf)
{
    private const int DepthMax = 5;

    /// <summary>Writes the request.</summary>
    public Ask Write() => operation.Service.Protocols[0] switch
    {
        WireProtocol.Query => Query(),
        WireProtocol.RestXml or WireProtocol.RestJson => Rest(),
        _ => Json(),
    };

    private Ask Query()
    {
        var form = new StringBuilder($"Action={operation.Name}&Version={operation.Service.ApiVersion}");
        foreach (var member in Wanted(operation.Input!))
        {
            WriteForm(form, member.QueryName ?? member.WireName, member, 0);
        }

        return new(operation.Service.SigningName, "POST", "/", form.ToString(), [new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]);
    }

    private void WriteForm(StringBuilder form, string name, Member member, int depth)
    {
        switch (member.Target.Kind)
        {
            case ShapeKind.Structure when depth < DepthMax:
                foreach (var below in Wanted(member.Target))
                {
                    WriteForm(form, $"{name}.{below.QueryName ?? below.WireName}", below, depth + 1);
                }

                break;
            case ShapeKind.List:
                WriteForm(form, member.IsFlattened ? $"{name}.1" : $"{name}.member.1", member.Target.Element, depth + 1);
                break;
            case ShapeKind.Structure or ShapeKind.Map:
                break;
            default:
                form.Append(CultureInfo.InvariantCulture, $"&{name}={Uri.EscapeDataString(TextOf(member))}");
                break;
        }
    }

    private Ask Json()
    {
        return new(
            operation.Service.SigningName,
            "POST",
            "/",
            JsonBody(Wanted(operation.Input!)),
            [new("Content-Type", $"application/x-amz-json-{operation.Service.JsonVersion}"), new("X-Amz-Target", $"{operation.Service.TargetPrefix}.{operation.Name}")]);
    }

    private string JsonBody(IEnumerable<Member> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            WriteJson(writer, members, 0);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteJson(Utf8JsonWriter writer, IEnumerable<Member> members, int depth)
    {
        writer.WriteStartObject();
        foreach (var member in members)
        {
            writer.WritePropertyName(member.WireName);
            WriteJsonValue(writer, member, depth);
        }

        writer.WriteEndObject();
    }

    private void WriteJsonValue(Utf8JsonWriter writer, Member member, int depth)
    {
        switch (member.Target.Kind)
        {
            case ShapeKind.Structure when depth < DepthMax:
                WriteJson(writer, Wanted(member.Target), depth + 1);
                break;
            case ShapeKind.List:
                writer.WriteStartArray();
                WriteJsonValue(writer, member.Target.Element, depth + 1);
                writer.WriteEndArray();
                break;
            case ShapeKind.Structure or ShapeKind.Map:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            case ShapeKind.Boolean:
                writer.WriteBooleanValue(value: true);
                break;
            case ShapeKind.String or ShapeKind.Blob:
                writer.WriteStringValue(TextOf(member));
                break;
            default:
                writer.WriteNumberValue(Number(member.Target));
                break;
        }
    }

    private Ask Rest()
    {
        var headers = new List<HeaderField>();
        var target = operation.RequestUri;
        var isJson = operation.Service.Protocols[0] == WireProtocol.RestJson;
        var body = isJson ? JsonBody(Wanted(operation.Input!).Where(static member => member.Location == MemberLocation.Body)) : "";
        if (isJson)
        {
            headers.Add(new("Content-Type", "application/json"));
        }

        foreach (var member in Wanted(operation.Input!))
        {
            var text = member.Target.Kind is ShapeKind.Structure or ShapeKind.List or ShapeKind.Map ? "" : TextOf(member);
            switch (member.Location)
            {
                case MemberLocation.Uri:
                    target = target.Replace($"{{{member.WireName}+}}", text, StringComparison.Ordinal).Replace($"{{{member.WireName}}}", text, StringComparison.Ordinal);
                    break;
                case MemberLocation.QueryString:
                    target += $"{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{member.WireName}={Uri.EscapeDataString(text)}";
                    break;
                case MemberLocation.Header:
                    headers.Add(new(member.WireName, text));
                    break;
                case MemberLocation.Payload:
                    body = member.Target.Kind == ShapeKind.Structure ? Xml(member.Target, member.WireName, 0) : text;
                    break;
                default:
                    break;
            }
        }

        return new(operation.Service.SigningName, operation.HttpMethod, target.Replace("{Key+}", "walk-key", StringComparison.Ordinal), body, headers);
    }

    private string Xml(Shape shape, string name, int depth)
    {
        var inside = depth > DepthMax ? "" : string.Concat(Wanted(shape).Select(member => member.Target.Kind switch
        {
            ShapeKind.Structure => Xml(member.Target, member.WireName, depth + 1),
            ShapeKind.List when member.Target.Element.Target.Kind == ShapeKind.Structure => Xml(member.Target.Element.Target, member.WireName, depth + 1),
            ShapeKind.List => $"<{member.WireName}>{TextOf(member.Target.Element)}</{member.WireName}>",
            ShapeKind.Map => "",
            _ => $"<{member.WireName}>{TextOf(member)}</{member.WireName}>",
        }));
        return $"<{name}>{inside}</{name}>";
    }

    // What must be there, what is secret, and what there is of each kind in unions; nothing else, so that as much as may be succeeds.
    private IEnumerable<Member> Wanted(Shape shape)
        => shape.Members.ToArray().Where(member => member.IsRequired || secretOf(member) is not null || known.ContainsKey(member.Name) || Holds(member.Target, 0));

    private bool Holds(Shape shape, int depth)
        => depth < DepthMax && shape.Kind is ShapeKind.Structure or ShapeKind.List
            && shape.Members.ToArray().Any(member => secretOf(member) is not null || Holds(member.Target, depth + 1));

    private string TextOf(Member member)
    {
        var text = secretOf(member) ?? known.GetValueOrDefault(member.Name);
        return member.Target.Kind switch
        {
            ShapeKind.Blob when operation.Service.Protocols[0] != WireProtocol.RestXml => Convert.ToBase64String(Encoding.UTF8.GetBytes(text ?? "text")),
            ShapeKind.Boolean => "true",
            ShapeKind.Integer or ShapeKind.Long or ShapeKind.Float or ShapeKind.Double => text ?? Number(member.Target).ToString(CultureInfo.InvariantCulture),
            ShapeKind.Timestamp => "2031-01-01T00:00:00Z",
            _ => text ?? (member.Target.Values is [var first, ..] ? first : new string('a', (int)Math.Max(3, member.Target.Min ?? 0))),
        };
    }

    private static long Number(Shape shape) => (long)Math.Max(1, shape.Min ?? 1);
}
