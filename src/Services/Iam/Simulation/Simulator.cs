using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Paging;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Evaluation;
using PolicyKey = Holdfast.Policy.Conditions.ConditionKey;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Simulates actions on resources, page by page, each pair judged by the engine that judges real calls.</summary>
internal sealed class Simulator
{
    /// <summary>Pairs of action and resource that one request may speak of.</summary>
    public const int PairsMax = 100_000;

    private readonly SimulationInput _input;
    private readonly string? _ownerAccount;
    private readonly DateTimeOffset _now;
    private readonly SimulatedPolicies _policies;

    private Simulator(Call call, SimulationInput input)
    {
        _input = input;
        _now = call.Now;
        _ownerAccount = input.ResourceOwner is { } owner ? AccountOf(owner) : null;
        _policies = new SimulatedPolicies(input);
    }

    /// <summary>Runs the part of a simulation that the page asks for.</summary>
    /// <exception cref="InvalidInputException">The input asks for what cannot be simulated.</exception>
    public static Page<EvaluationResultShape> Run(Call call, SimulationInput input)
    {
        var simulator = new Simulator(call, input);
        var resources = input.Resources is { Count: > 0 } given ? given : (IReadOnlyList<string>)[AuthorizationRequest.NoResource];
        Check(input, resources);

        var cases = new List<(string Action, IReadOnlyList<string> Resources)>();
        foreach (var action in input.Actions)
        {
            if (input.ResourceHandlingOption is not null && action.Equals(RunInstancesScenario.Action, StringComparison.OrdinalIgnoreCase))
            {
                cases.Add((action, resources));
            }
            else
            {
                cases.AddRange(resources.Select(resource => (action, (IReadOnlyList<string>)[resource])));
            }
        }

        var scope = $"SimulatePolicy/{string.Join(',', input.Actions)}/{string.Join(',', resources)}";
        return IamListing.Of(scope, input.Marker, input.MaxItems)
            .Of(cases.Select((pair, index) => (pair.Action, pair.Resources, Index: index)), pair => pair.Index.ToString("D6", CultureInfo.InvariantCulture))
            .Select(pair => simulator.Simulate(pair.Action, pair.Resources));
    }

    private static void Check(SimulationInput input, IReadOnlyList<string> resources)
    {
        if ((long)input.Actions.Count * resources.Count > PairsMax)
        {
            throw new InvalidInputException($"At most {PairsMax} combinations of action and resource can be simulated at a time.");
        }

        foreach (var action in input.Actions)
        {
            // "This operation does not support using wildcards (*) in an action name."
            if (action.IndexOf(':', StringComparison.Ordinal) is <= 0 || action.EndsWith(':') || action.Contains('*', StringComparison.Ordinal))
            {
                throw new InvalidInputException($"Invalid action name: {action}");
            }
        }

        foreach (var resource in resources)
        {
            if (resource != AuthorizationRequest.NoResource && !Arn.TryParse(resource, provider: null, out _))
            {
                throw new InvalidInputException($"Invalid resource ARN: {resource}");
            }
        }

        if (input.ResourceHandlingOption is { } scenario)
        {
            RunInstancesScenario.Check(scenario, resources);
        }
    }

    private EvaluationResultShape Simulate(string action, IReadOnlyList<string> resources)
    {
        var judged = new List<(string Resource, SimulatedDecision Decision)>(resources.Count);
        foreach (var resource in resources)
        {
            judged.Add((resource, Judge(action, resource)));
        }

        var first = judged[0].Decision;
        var isSingle = judged.Count == 1;
        var isForAll = isSingle && resources[0] == AuthorizationRequest.NoResource;
        return new()
        {
            EvalActionName = action,
            EvalResourceName = isSingle ? resources[0] : AuthorizationRequest.NoResource,
            EvalDecision = SimulatedDecision.Together(judged.Select(one => one.Decision.Word)),
            MatchedStatements = [.. judged.SelectMany(one => one.Decision.Statements)],

            // "If you include a list of resources, then any missing context values are instead included under the ResourceSpecificResults section."
            MissingContextValues = isForAll ? first.MissingKeys : [],
            OrganizationsDecisionDetail = judged.Exists(one => one.Decision.IsAllowedByOrganization is null)
                ? null
                : new() { AllowedByOrganizations = judged.TrueForAll(one => one.Decision.IsAllowedByOrganization == true) },
            PermissionsBoundaryDecisionDetail = judged.Exists(one => one.Decision.IsAllowedByBoundary is null)
                ? null
                : new() { AllowedByPermissionsBoundary = judged.TrueForAll(one => one.Decision.IsAllowedByBoundary == true) },
            EvalDecisionDetails = isForAll ? null : first.Details,
            ResourceSpecificResults = isForAll ? null : [.. judged.Select(one => one.Decision.ToShape(one.Resource))],
        };
    }

    private SimulatedDecision Judge(string action, string resource)
    {
        var owner = new Arn(resource).Account is { Length: > 0 } named ? named : _ownerAccount ?? _input.Caller.Account;
        var request = new AuthorizationRequest
        {
            Principal = _input.Caller.Descriptor,
            Action = ActionName.Parse(action),
            Resource = resource,
            ResourceAccount = owner,
        };
        Describe(request.Context);
        return _policies.Judge(request);
    }

    // What every request has is there without being given; what the input gives stands in its place.
    private void Describe(RequestContext context)
    {
        context.Set(GlobalKeys.CurrentTime, _now);
        context.Set(GlobalKeys.EpochTime, _now.ToUnixTimeSeconds());
        if (_input.Caller is { Arn: { } arn } caller)
        {
            context.Set(GlobalKeys.PrincipalArn, arn);
            context.Set(GlobalKeys.PrincipalAccount, caller.Account);
            context.Set(GlobalKeys.PrincipalType, caller.Type);
            if (caller.UserName is { } name)
            {
                context.Set(GlobalKeys.UserName, name);
            }

            if (caller.UserId is { } id)
            {
                context.Set(GlobalKeys.UserId, id);
            }

            foreach (var tag in caller.Tags)
            {
                context.Set(PolicyKey.Create(GlobalKeys.PrincipalTag, tag.Key), tag.Value);
            }
        }

        foreach (var (key, value) in _input.Context)
        {
            context.Set(key, in value);
        }
    }

    private static string AccountOf(string owner)
        => AccountId.TryParse(owner, provider: null, out _) ? owner
            : Arn.TryParse(owner, provider: null, out var arn) && AccountId.TryParse(arn.Account, provider: null, out var account) ? account.Value
            : throw new InvalidInputException($"Invalid resource owner: {owner}");
}
