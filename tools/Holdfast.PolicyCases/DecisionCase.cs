using System.Collections.Immutable;
using System.Text.Json;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.PolicyCases;

/// <summary>A request to decide: schema <c>policy-case/1</c>.</summary>
public static class DecisionCase
{
    internal static CaseResult Run(JsonElement item)
    {
        var id = item.GetProperty("id").GetString()!;
        var (request, policies) = Read(item);
        var explanation = Explainer.Explain(request, in policies);
        var decision = explanation.Decision;
        var line = Line.Write(writer =>
        {
            writer.WriteString("id", id);
            writer.WriteString("decision", decision.Outcome.ToString());
            writer.WriteString("decidedBy", Name(decision.DecidedBy));
            writer.WriteStartArray("statements");
            foreach (var statement in explanation.DecidingStatements)
            {
                writer.WriteStartObject();
                writer.WriteString("type", Name(statement.Layer));
                writer.WriteString("policy", statement.Policy.Id);
                writer.WriteNumber("statement", statement.StatementIndex);
                writer.WriteNumber("line", statement.Span.Start.Line);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        return new(id, line, IsMet(item, decision));
    }

    /// <summary>Reads the request and the policies of a case.</summary>
    public static (AuthorizationRequest Request, ApplicablePolicies Policies) Read(JsonElement item) =>
        (RequestOf(item), PoliciesOf(item.GetProperty("policies")));

    /// <summary>The schema's name of a layer.</summary>
    public static string Name(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "identity",
        PolicyLayer.Resource => "resource",
        PolicyLayer.Boundary => "boundary",
        PolicyLayer.Session => "session",
        PolicyLayer.ServiceControl => "scp",
        PolicyLayer.ResourceControl => "rcp",
        PolicyLayer.VpcEndpoint => "vpcEndpoint",
        _ => "root",
    };

    private static bool IsMet(JsonElement item, Decision decision)
    {
        if (!item.TryGetProperty("expect", out var expect))
        {
            return true;
        }

        return expect.GetProperty("decision").GetString() == decision.Outcome.ToString()
            && (!expect.TryGetProperty("decidedBy", out var by)
                || by.EnumerateArray().Any(b => b.GetString() == Name(decision.DecidedBy)));
    }

    private static AuthorizationRequest RequestOf(JsonElement item)
    {
        var source = item.GetProperty("request");
        var resource = source.GetProperty("resource");
        var request = new AuthorizationRequest
        {
            Principal = PrincipalOf(source.GetProperty("principal")),
            Action = ActionName.Parse(source.GetProperty("action").GetString()!),
            Resource = Text(resource, "arn") ?? AuthorizationRequest.NoResource,
            ResourceAccount = Text(resource, "account"),
        };
        if (item.TryGetProperty("organization", out var organization))
        {
            request.PrincipalAccountIsManagement = Flag(organization, "principalAccountIsManagement");
            request.ResourceAccountIsManagement = Flag(organization, "resourceAccountIsManagement");
        }

        if (source.TryGetProperty("context", out var context))
        {
            foreach (var entry in context.EnumerateObject())
            {
                request.Context.Set(entry.Name, entry.Value.ValueKind == JsonValueKind.Array
                    ? ContextValue.Of([.. entry.Value.EnumerateArray().Select(static v => v.ToString())])
                    : ContextValue.Of(entry.Value.ToString()));
            }
        }

        return request;
    }

    private static PrincipalDescriptor PrincipalOf(JsonElement source)
    {
        var arn = Text(source, "arn") ?? "";
        var account = Text(source, "account") ?? "";
        var issuer = Text(source, "issuerArn") ?? "";
        var principal = Text(source, "type") switch
        {
            "User" => PrincipalDescriptor.User(arn, account),
            "AssumedRole" => PrincipalDescriptor.AssumedRole(arn, account, issuer),
            "FederatedUser" => PrincipalDescriptor.FederatedUser(arn, account, issuer),
            "Root" => PrincipalDescriptor.Root(arn, account),
            "Service" => PrincipalDescriptor.Service(Text(source, "service") ?? ""),
            "Federated" => PrincipalDescriptor.Federated(Text(source, "provider") ?? ""),
            "Anonymous" => PrincipalDescriptor.Anonymous,
            var other => throw new InvalidDataException($"There is no principal type {other}."),
        };
        return principal with { IsServiceLinkedRole = Flag(source, "serviceLinkedRole") };
    }

    private static ApplicablePolicies PoliciesOf(JsonElement source) => new()
    {
        Identity = Named(source, "identity"),
        Groups = source.TryGetProperty("groups", out var groups)
            ? [.. groups.EnumerateArray().SelectMany(static g => Named(g, "policies"))]
            : [],
        Boundary = Single(source, "boundary"),
        Session = Named(source, "session"),
        Resource = Single(source, "resource"),
        ServiceControl = Levels(source, "scps"),
        ResourceControl = Levels(source, "rcps"),
        VpcEndpoint = Named(source, "vpcEndpoint"),
    };

    private static ImmutableArray<PolicyLevel> Levels(JsonElement source, string name) =>
        source.TryGetProperty(name, out var levels)
            ? [.. levels.EnumerateArray().Select(Level)]
            : [];

    private static PolicyLevel Level(JsonElement source) =>
        new(Text(source, "level") ?? "", Named(source, "policies"));

    private static ImmutableArray<CompiledPolicy> Named(JsonElement source, string name) =>
        source.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(p => Compile(p.GetProperty("document"), Text(p, "name") ?? name))]
            : default;

    private static CompiledPolicy? Single(JsonElement source, string name) =>
        source.TryGetProperty(name, out var document) && document.ValueKind != JsonValueKind.Null
            ? Compile(document, name)
            : null;

    private static CompiledPolicy Compile(JsonElement document, string name)
    {
        var text = document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText();
        var result = PolicyDocument.Parse(text, PolicyKind.Language);
        return result.Document is { } parsed
            ? CompiledPolicy.Compile(parsed, name)
            : throw new InvalidDataException($"{name}: {result.Diagnostics[0].Detail}");
    }

    private static string? Text(JsonElement source, string name) =>
        source.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement source, string name) =>
        source.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
