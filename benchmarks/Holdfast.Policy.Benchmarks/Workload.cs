using System.Text.Json;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Benchmarks;

/// <summary>A request as a server reads it off the wire: nothing but text.</summary>
internal sealed record TextRequest(
    string Action, string Resource, bool HasResourcePolicy, (string Key, string? Text, string[]? Texts)[] Context);

/// <summary>One principal's policies and the requests made with them.</summary>
internal sealed class Workload
{
    public required string Principal { get; init; }

    public required string Account { get; init; }

    public required string[] Identity { get; init; }

    public required string Boundary { get; init; }

    public required string[] ServiceControl { get; init; }

    public required string Resource { get; init; }

    public required TextRequest[] Requests { get; init; }

    public static Workload Read(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        return new()
        {
            Principal = root.GetProperty("principal").GetString()!,
            Account = root.GetProperty("account").GetString()!,
            Identity = [.. root.GetProperty("identity").EnumerateArray().Select(static p => p.GetRawText())],
            Boundary = root.GetProperty("boundary").GetRawText(),
            ServiceControl = [.. root.GetProperty("scps").EnumerateArray().Select(static p => p.GetRawText())],
            Resource = root.GetProperty("resourcePolicy").GetRawText(),
            Requests = [.. root.GetProperty("requests").EnumerateArray().Select(static r => new TextRequest(
                r.GetProperty("action").GetString()!,
                r.GetProperty("resource").GetString()!,
                r.GetProperty("resourcePolicy").GetBoolean(),
                [.. r.GetProperty("context").EnumerateObject().Select(static c => c.Value.ValueKind == JsonValueKind.Array
                    ? (c.Name, (string?)null, c.Value.EnumerateArray().Select(static v => v.GetString()!).ToArray())
                    : (c.Name, c.Value.GetString(), null))]))],
        };
    }

    public ApplicablePolicies Compile() => new()
    {
        Identity = [.. Identity.Select((text, i) => Compile(text, $"identity-{i}"))],
        Boundary = Compile(Boundary, "boundary"),
        ServiceControl = [.. ServiceControl.Select((text, i) => new PolicyLevel($"level-{i}", [Compile(text, $"scp-{i}")]))],
        Resource = Compile(Resource, "resource"),
    };

    public static CompiledPolicy Compile(string text, string id) =>
        CompiledPolicy.Compile(PolicyDocument.Parse(text, PolicyKind.Language).Document!, id);

    /// <summary>
    /// A request with its texts turned into values, as a gateway fills it from what it already holds.
    /// </summary>
    public AuthorizationRequest Typed(TextRequest source, PrincipalDescriptor principal)
    {
        var request = new AuthorizationRequest
        {
            Principal = principal,
            Action = ActionName.Parse(source.Action),
            Resource = source.Resource,
            ResourceAccount = Account,
        };
        foreach (var (key, text, texts) in source.Context)
        {
            request.Context.Set(ConditionKey.Create(key), Value(key, text, texts));
        }

        return request;
    }

    private static ContextValue Value(string key, string? text, string[]? texts) => key switch
    {
        _ when texts is not null => ContextValue.Of(texts),
        "aws:SecureTransport" => ContextValue.Of(text == "true"),
        "aws:CurrentTime" =>
            ContextValue.Of(DateTimeOffset.Parse(text!, System.Globalization.CultureInfo.InvariantCulture)),
        "aws:MultiFactorAuthAge" =>
            ContextValue.Of(long.Parse(text!, System.Globalization.CultureInfo.InvariantCulture)),
        "aws:SourceIp" => ContextValue.OfAddress(System.Net.IPAddress.Parse(text!).GetAddressBytes()),
        _ => ContextValue.Of(text!),
    };
}
