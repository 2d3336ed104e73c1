using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Holdfast.Policy.Documents;

/// <summary>Writes a document as JSON; reading it back gives an equal document.</summary>
internal static class PolicyPrinter
{
    // Policies are documents, not HTML: ARNs and operators stay legible.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Print(PolicyDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Document(writer, document);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Document(Utf8JsonWriter writer, PolicyDocument document)
    {
        writer.WriteStartObject();
        if (document.DeclaresVersion)
        {
            writer.WriteString("Version", document.Version == PolicyVersion.V20121017 ? "2012-10-17" : "2008-10-17");
        }

        if (document.Id is { } id)
        {
            writer.WriteString("Id", id);
        }

        writer.WriteStartArray("Statement");
        foreach (var statement in document.Statements)
        {
            Statement(writer, statement);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Statement(Utf8JsonWriter writer, PolicyStatement statement)
    {
        writer.WriteStartObject();
        if (statement.Sid is { } sid)
        {
            writer.WriteString("Sid", sid);
        }

        writer.WriteString("Effect", statement.Effect.ToString());
        if (statement.Principal is { } principal)
        {
            Principal(writer, principal);
        }

        Element(writer, "Action", statement.Actions);
        Element(writer, "Resource", statement.Resources);
        Conditions(writer, statement.Conditions);
        writer.WriteEndObject();
    }

    private static void Principal(Utf8JsonWriter writer, PrincipalElement principal)
    {
        writer.WritePropertyName(principal.IsNegated ? "NotPrincipal" : "Principal");
        if (principal.Entries is [{ Kind: PrincipalKind.Everyone }])
        {
            writer.WriteStringValue("*");
            return;
        }

        writer.WriteStartObject();
        foreach (var group in principal.Entries.GroupBy(static e => e.Kind))
        {
            writer.WritePropertyName(group.Key == PrincipalKind.Aws ? "AWS" : group.Key.ToString());
            Texts(writer, [.. group.Select(static e => e.Value)]);
        }

        writer.WriteEndObject();
    }

    private static void Element(Utf8JsonWriter writer, string name, PolicyElement? element)
    {
        if (element is not null)
        {
            writer.WritePropertyName(element.IsNegated ? "Not" + name : name);
            Texts(writer, [.. element.Values.Select(static v => v.Value)]);
        }
    }

    private static void Texts(Utf8JsonWriter writer, ImmutableArray<string> texts)
    {
        if (texts is [var single])
        {
            writer.WriteStringValue(single);
            return;
        }

        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Conditions(Utf8JsonWriter writer, ImmutableArray<ConditionClause> clauses)
    {
        if (clauses.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("Condition");
        foreach (var group in clauses.GroupBy(static c => c.Operator))
        {
            writer.WriteStartObject(group.Key.ToString());
            foreach (var clause in group)
            {
                writer.WritePropertyName(clause.Key);
                Values(writer, clause.Values);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter writer, ImmutableArray<ConditionValue> values)
    {
        if (values.Length != 1)
        {
            writer.WriteStartArray();
        }

        foreach (var value in values)
        {
            if (value is { IsLiteral: true, Text: "true" or "false" })
            {
                writer.WriteBooleanValue(value.Text == "true");
            }
            else if (value.IsLiteral)
            {
                // A number keeps the digits it was written with.
                writer.WriteRawValue(value.Text);
            }
            else
            {
                writer.WriteStringValue(value.Text);
            }
        }

        if (values.Length != 1)
        {
            writer.WriteEndArray();
        }
    }
}
