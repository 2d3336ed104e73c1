using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>The user, group or role whose policies are simulated.</summary>
/// <param name="Policies">Its policies, those of a user's groups included.</param>
/// <param name="Boundary">Its permissions boundary; null for none.</param>
/// <param name="Caller">Who calls when the request names nobody else; null for a group, which calls nothing.</param>
internal sealed record SimulatedEntity(IReadOnlyList<SimulatedPolicy> Policies, SimulatedPolicy? Boundary, SimulatedCaller? Caller);

/// <summary>Finds the entity whose policies are simulated, and owns IAM's words about its ARN.</summary>
internal static class SimulatedEntities
{
    /// <summary>Names the entity as what is acted on.</summary>
    public static async ValueTask<Target> SimulatedEntityTargetAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var target = new Target(new Arn(arn));
        if (!TryRead(call, arn, out var type, out var name))
        {
            return target;
        }

        var tags = type switch
        {
            "user" => (await call.Transaction.FindUserAsync(call.Account, name, cancellationToken))?.Tags,
            "role" => (await call.Transaction.FindRoleAsync(call.Account, name, cancellationToken))?.Tags,
            _ => null,
        };
        return tags is null ? target : target with { Context = tags.ResourceKeys() };
    }

    /// <summary>Reads the policies of the entity.</summary>
    /// <exception cref="InvalidInputException">The ARN is not that of a user, group or role of the account.</exception>
    /// <exception cref="NoSuchEntityException">There is no such entity.</exception>
    public static async ValueTask<SimulatedEntity> SimulatedEntityAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        if (!TryRead(call, arn, out var type, out var name))
        {
            throw new InvalidInputException($"Invalid Entity Arn: {arn} does not clearly define entity type and name.");
        }

        return type switch
        {
            "user" => await OfUserAsync(call, await call.UserAsync(name, cancellationToken), cancellationToken),
            "group" => await OfGroupAsync(call, await call.GroupAsync(name, cancellationToken), cancellationToken),
            _ => await OfRoleAsync(call, await call.RoleAsync(name, cancellationToken), cancellationToken),
        };
    }

    private static bool TryRead(Call call, string arn, out string type, out string name)
    {
        var parsed = new Arn(arn);
        var resource = parsed.Resource;
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        type = slash < 0 ? "" : resource[..slash];
        name = resource[(resource.LastIndexOf('/') + 1)..];
        return arn.StartsWith($"arn:{call.Partition.Name}:iam::", StringComparison.Ordinal)
            && parsed.Account == call.Account.Value
            && type is "user" or "group" or "role"
            && name.Length > 0;
    }

    private static async ValueTask<SimulatedEntity> OfUserAsync(Call call, User user, CancellationToken cancellationToken)
    {
        var policies = new List<SimulatedPolicy>();
        await AddAsync(call, policies, user.Id, $"user_{user.Name}", cancellationToken);
        foreach (var group in await call.Transaction.GroupsOfAsync(user.Id, cancellationToken))
        {
            await AddAsync(call, policies, group.Id, $"group_{group.Name}", cancellationToken);
        }

        var boundary = user.BoundaryArn is { } arn ? await ManagedAsync(call, arn, cancellationToken) : null;
        return new(policies, boundary, SimulatedCaller.Of(user));
    }

    private static async ValueTask<SimulatedEntity> OfGroupAsync(Call call, Group group, CancellationToken cancellationToken)
    {
        var policies = new List<SimulatedPolicy>();
        await AddAsync(call, policies, group.Id, $"group_{group.Name}", cancellationToken);
        return new(policies, Boundary: null, Caller: null);
    }

    private static async ValueTask<SimulatedEntity> OfRoleAsync(Call call, Role role, CancellationToken cancellationToken)
    {
        var policies = new List<SimulatedPolicy>();
        await AddAsync(call, policies, role.Id, $"role_{role.Name}", cancellationToken);
        var boundary = role.BoundaryArn is { } arn ? await ManagedAsync(call, arn, cancellationToken) : null;
        return new(policies, boundary, SimulatedCaller.Of(role));
    }

    // The answer names an inline policy with its owner, a managed one by its name.
    private static async ValueTask AddAsync(
        Call call, List<SimulatedPolicy> policies, string entityId, string owner, CancellationToken cancellationToken)
    {
        foreach (var inline in await call.Transaction.ListAsync<InlinePolicy>(InlinePolicy.PrefixOf(call.Account, entityId), cancellationToken))
        {
            policies.Add(SimulatedPolicy.OfStored($"{owner}_{inline.Name}", inline.Document));
        }

        foreach (var use in await call.Transaction.AttachmentsOfAsync(entityId, cancellationToken))
        {
            policies.Add(await ManagedAsync(call, use.PolicyArn, cancellationToken));
        }
    }

    private static async ValueTask<SimulatedPolicy> ManagedAsync(Call call, string arn, CancellationToken cancellationToken)
    {
        var policy = await call.PolicyAsync(arn, cancellationToken);
        var (_, version) = await call.PolicyVersionAsync(arn, ManagedPolicy.VersionIdOf(policy.DefaultVersion), cancellationToken);
        return SimulatedPolicy.OfStored(policy.Name, version.Document);
    }
}
