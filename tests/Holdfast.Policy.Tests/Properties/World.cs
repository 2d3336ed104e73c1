using System.Collections.Immutable;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Tests.Properties;

/// <summary>A caller, in the plainest words.</summary>
internal sealed record Caller(
    PrincipalType Type, string? Arn = null, string? Account = null, string? Issuer = null, string? Service = null, bool ServiceLinked = false)
{
    public bool HasAccountOfItsOwn => Account is not null;

    public PrincipalDescriptor Descriptor => (Type switch
    {
        PrincipalType.User => PrincipalDescriptor.User(Arn!, Account!),
        PrincipalType.AssumedRole => PrincipalDescriptor.AssumedRole(Arn!, Account!, Issuer!),
        PrincipalType.FederatedUser => PrincipalDescriptor.FederatedUser(Arn!, Account!, Issuer!),
        PrincipalType.Root => PrincipalDescriptor.Root(Arn!, Account!),
        PrincipalType.Service => PrincipalDescriptor.Service(Service!),
        _ => PrincipalDescriptor.Anonymous,
    }) with
    { IsServiceLinkedRole = ServiceLinked };
}

/// <summary>A request with all policies that bear on it, as both evaluators take it.</summary>
internal sealed record World
{
    public required Caller Caller { get; init; }

    public required string Action { get; init; }

    public required string Resource_ { get; init; }

    public required string ResourceAccount { get; init; }

    public required Dictionary<string, string[]> Context { get; init; }

    public HashSet<string> Multivalued { get; } = ["aws:TagKeys"];

    public PolicyDocument[] Identity { get; init; } = [];

    public PolicyDocument? Boundary { get; init; }

    public PolicyDocument[]? Session { get; init; }

    public PolicyDocument? Resource { get; init; }

    public PolicyDocument[][] ServiceControl { get; init; } = [];

    public PolicyDocument[][] ResourceControl { get; init; } = [];

    public bool CallerIsManagement { get; init; }

    public bool ResourceIsManagement { get; init; }

    public ApplicablePolicies Policies => new()
    {
        Identity = Compile(Identity),
        Boundary = Boundary is null ? null : CompiledPolicy.Compile(Boundary, "boundary"),
        Session = Session is null ? default : Compile(Session),
        Resource = Resource is null ? null : CompiledPolicy.Compile(Resource, "resource"),
        ServiceControl = Levels(ServiceControl),
        ResourceControl = Levels(ResourceControl),
    };

    public AuthorizationRequest Request()
    {
        var request = new AuthorizationRequest
        {
            Principal = Caller.Descriptor,
            Action = ActionName.Parse(Action),
            Resource = Resource_,
            ResourceAccount = ResourceAccount,
            PrincipalAccountIsManagement = CallerIsManagement,
            ResourceAccountIsManagement = ResourceIsManagement,
        };
        foreach (var (key, values) in Context)
        {
            request.Context.Set(key, Multivalued.Contains(key) ? ContextValue.Of(values) : ContextValue.Of(values[0]));
        }

        return request;
    }

    public Decision Decide() => Evaluator.Evaluate(Request(), Policies);

    public override string ToString() =>
        $"{Caller} {Action} {Resource_} of {ResourceAccount}\n"
        + string.Join('\n', Context.Select(static c => $"{c.Key} = [{string.Join(", ", c.Value)}]"))
        + $"\nidentity {string.Join('\n', (object[])Identity)}\nboundary {Boundary}\nsession {string.Join('\n', (object[])(Session ?? []))}"
        + $"\nresource {Resource}\nscps {string.Join('\n', ServiceControl.SelectMany(static l => l))}"
        + $"\nrcps {string.Join('\n', ResourceControl.SelectMany(static l => l))}";

    private static ImmutableArray<CompiledPolicy> Compile(PolicyDocument[] documents) =>
        [.. documents.Select(static (d, i) => CompiledPolicy.Compile(d, $"p{i}"))];

    private static ImmutableArray<PolicyLevel> Levels(PolicyDocument[][] levels) =>
        [.. levels.Select(static (l, i) => new PolicyLevel($"level{i}", Compile(l)))];
}
