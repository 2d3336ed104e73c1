using System.Buffers;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.Gateway.Authorization;

/// <summary>Writes a refusal as <c>sts:DecodeAuthorizationMessage</c> tells it.</summary>
/// <remarks>The form is that of the decoded messages of EC2; the reference documents which facts they hold, not how.</remarks>
internal static class DecisionJson
{
    /// <summary>Writes the decision with its statements and its context.</summary>
    public static ReadOnlyMemory<byte> Write(AuthorizationRequest request, DecisionExplanation explanation, Caller caller)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteBoolean("allowed"u8, explanation.Decision.IsAllowed);
        json.WriteBoolean("explicitDeny"u8, explanation.Decision.Outcome == DecisionOutcome.ExplicitlyDenied);
        json.WriteStartObject("matchedStatements"u8);
        json.WriteStartArray("items"u8);
        foreach (var statement in explanation.DecidingStatements)
        {
            Write(json, statement);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("failures"u8);
        json.WriteStartArray("items"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        WriteContext(json, request, caller);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, StatementFinding statement)
    {
        json.WriteStartObject();
        json.WriteString("statementId"u8, statement.Sid ?? "");
        json.WriteString("effect"u8, statement.Effect == StatementEffect.Deny ? "DENY"u8 : "ALLOW"u8);
        json.WriteString("sourcePolicyId"u8, statement.Policy.Id);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, AuthorizationRequest request, Caller caller)
    {
        json.WriteStartObject("context"u8);
        json.WriteStartObject("principal"u8);
        json.WriteString("id"u8, caller.PrincipalId);
        if (caller.UserName is { } name)
        {
            json.WriteString("name"u8, name);
        }

        json.WriteString("arn"u8, caller.Arn);
        json.WriteEndObject();
        json.WriteString("action"u8, request.Action.Text);
        json.WriteString("resource"u8, request.Resource);
        json.WriteStartObject("conditions"u8);
        json.WriteStartArray("items"u8);
        foreach (var (key, value) in request.Context.Entries())
        {
            Write(json, key, value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, in ContextValue value)
    {
        json.WriteStartObject();
        json.WriteString("key"u8, key);
        json.WriteStartObject("values"u8);
        json.WriteStartArray("items"u8);
        json.WriteStartObject();
        json.WriteString("value"u8, value.ToString());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
