using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Creates a role.</summary>
internal sealed class CreateRole(IamQuotas quotas) : IOperation<CreateRoleRequest, CreateRoleResponse>
{
    public ValueTask<Target> TargetAsync(CreateRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var target = new Target(Role.ArnOf(call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.RoleName))
            .With(request.Tags.RequestKeys());
        return new(request.PermissionsBoundary is { } boundary ? target.With(new ConditionKey("iam:PermissionsBoundary", boundary)) : target);
    }

    public async ValueTask<CreateRoleResponse> ExecuteAsync(CreateRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfRoles.Read(request.Tags);
        var path = request.Path ?? UserTable.RootPath;
        if (path.StartsWith(Role.ReservedPath, StringComparison.Ordinal))
        {
            throw new InvalidInputException($"Path prefix '{Role.ReservedPath}' can only be used for AWS Service linked Roles");
        }

        var trust = await TrustPolicies.ReadAsync(request.AssumeRolePolicyDocument, call, cancellationToken);
        if (await call.Transaction.FindRoleAsync(call.Account, request.RoleName, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"Role with name {request.RoleName} already exists.");
        }

        var role = new Role
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.RoleName,
            Path = path,
            Id = call.Ids.NewUniqueId(Role.IdPrefix),
            CreateDate = call.NowToTheSecond(),
            Trust = trust,
            Description = RoleTable.DescriptionOf(request.Description),
            MaxSessionSeconds = request.MaxSessionDuration ?? Role.DefaultSessionSeconds,
            BoundaryArn = request.PermissionsBoundary,
            Tags = tags,
        };
        if (request.PermissionsBoundary is { } boundary)
        {
            await call.UseAsBoundaryAsync(boundary, role.Id, cancellationToken);
        }

        await call.AddRoleAsync(role, quotas, cancellationToken);
        return new() { Role = await role.ToCreatedShapeAsync(call, cancellationToken) };
    }
}
