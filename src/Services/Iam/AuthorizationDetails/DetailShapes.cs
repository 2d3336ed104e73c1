using Holdfast.Kernel;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.AuthorizationDetails;

/// <summary>Entities as the authorization details have them: with everything that hangs on them.</summary>
/// <param name="call">The call.</param>
/// <param name="uses">What was last used.</param>
internal sealed class DetailShapes(Call call, LastUses uses)
{
    /// <summary>The users.</summary>
    public List<UserDetailShape> Users { get; } = [];

    /// <summary>The groups.</summary>
    public List<GroupDetailShape> Groups { get; } = [];

    /// <summary>The roles.</summary>
    public List<RoleDetailShape> Roles { get; } = [];

    /// <summary>The policies.</summary>
    public List<ManagedPolicyDetailShape> Policies { get; } = [];

    /// <summary>Adds an entity.</summary>
    public async ValueTask AddAsync(IRecord entity, CancellationToken cancellationToken)
    {
        switch (entity)
        {
            case User user:
                Users.Add(await OfAsync(user, cancellationToken));
                break;
            case Group group:
                Groups.Add(await OfAsync(group, cancellationToken));
                break;
            case Role role:
                Roles.Add(await OfAsync(role, cancellationToken));
                break;
            default:
                Policies.Add(await OfAsync((ManagedPolicy)entity, cancellationToken));
                break;
        }
    }

    private async ValueTask<UserDetailShape> OfAsync(User user, CancellationToken cancellationToken)
    {
        var inline = await InlineAsync(user.Id, cancellationToken);
        return new()
        {
            Path = user.Path,
            UserName = user.Name,
            UserId = user.Id,
            Arn = user.Arn.Value,
            CreateDate = user.CreateDate,

            // Unlike those of groups and roles, an empty list of a user's policies is left out.
            UserPolicyList = inline is [] ? null : inline,
            GroupList = [.. (await call.Transaction.GroupsOfAsync(user.Id, cancellationToken)).Select(group => group.Name)],
            AttachedManagedPolicies = await AttachedAsync(user.Id, cancellationToken),
            PermissionsBoundary = user.ToShape().PermissionsBoundary,
            Tags = user.Tags.ToShapes(),
        };
    }

    private async ValueTask<GroupDetailShape> OfAsync(Group group, CancellationToken cancellationToken) => new()
    {
        Path = group.Path,
        GroupName = group.Name,
        GroupId = group.Id,
        Arn = group.Arn.Value,
        CreateDate = group.CreateDate,
        GroupPolicyList = await InlineAsync(group.Id, cancellationToken),
        AttachedManagedPolicies = await AttachedAsync(group.Id, cancellationToken),
    };

    private async ValueTask<RoleDetailShape> OfAsync(Role role, CancellationToken cancellationToken)
    {
        var shape = await role.ToPlainShapeAsync(call, cancellationToken);
        return new()
        {
            Path = shape.Path,
            RoleName = shape.RoleName,
            RoleId = shape.RoleId,
            Arn = shape.Arn,
            CreateDate = shape.CreateDate,
            AssumeRolePolicyDocument = shape.AssumeRolePolicyDocument,
            InstanceProfileList = await ProfilesAsync(role, cancellationToken),
            RolePolicyList = await InlineAsync(role.Id, cancellationToken),
            AttachedManagedPolicies = await AttachedAsync(role.Id, cancellationToken),
            PermissionsBoundary = role.ToBoundaryShape(),
            Tags = role.Tags.ToShapes(),
            RoleLastUsed = await role.ToLastUsedShapeAsync(call, uses, cancellationToken),
        };
    }

    private async ValueTask<ManagedPolicyDetailShape> OfAsync(ManagedPolicy policy, CancellationToken cancellationToken)
    {
        var shape = await policy.ToListedShapeAsync(call, cancellationToken);
        var versions = policy.IsOfAws
            ? [AwsPolicies.VersionOf(policy)]
            : await call.Transaction.ListAsync<ManagedPolicyVersion>(ManagedPolicyVersion.PrefixOf(policy.Account, policy.Id), cancellationToken);
        return new()
        {
            PolicyName = shape.PolicyName,
            PolicyId = shape.PolicyId,
            Arn = shape.Arn,
            Path = shape.Path,
            DefaultVersionId = shape.DefaultVersionId,
            AttachmentCount = shape.AttachmentCount,
            PermissionsBoundaryUsageCount = shape.PermissionsBoundaryUsageCount,
            IsAttachable = shape.IsAttachable,
            Description = policy.Description,
            CreateDate = shape.CreateDate,
            UpdateDate = shape.UpdateDate,
            PolicyVersionList = [.. versions.Reverse().Select(
                version => version.ToShape(policy) with { Document = PolicyDocuments.Encode(version.Document) })],
        };
    }

    private async ValueTask<IReadOnlyList<InstanceProfileShape>> ProfilesAsync(Role role, CancellationToken cancellationToken)
    {
        var shapes = new List<InstanceProfileShape>();
        foreach (var profile in await call.Transaction.InstanceProfilesOfAsync(role.Id, cancellationToken))
        {
            shapes.Add(await profile.ToListedShapeAsync(call, cancellationToken));
        }

        return shapes;
    }

    private async ValueTask<IReadOnlyList<PolicyDetailShape>> InlineAsync(string ownerId, CancellationToken cancellationToken)
        => [.. (await call.Transaction.ListAsync<InlinePolicy>(InlinePolicy.PrefixOf(call.Account, ownerId), cancellationToken))
            .Select(policy => new PolicyDetailShape { PolicyName = policy.Name, PolicyDocument = PolicyDocuments.Encode(policy.Document) })];

    private async ValueTask<IReadOnlyList<AttachedPolicyShape>> AttachedAsync(string entityId, CancellationToken cancellationToken)
        => [.. (await call.Transaction.AttachmentsOfAsync(entityId, cancellationToken))
            .Select(use => new AttachedPolicyShape { PolicyName = PolicyArn.Read(use.PolicyArn, call.Partition).Name, PolicyArn = use.PolicyArn })];
}
