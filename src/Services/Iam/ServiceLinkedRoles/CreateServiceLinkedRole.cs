using System.Diagnostics;
using Holdfast.Kernel;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.ServiceLinkedRoles;

/// <summary>Creates the role by which a service of AWS acts for the account, with the policy that the service gives it.</summary>
internal sealed class CreateServiceLinkedRole(IamQuotas quotas) : IOperation<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse>
{
    private const string AnyName = "AWSServiceRoleFor*";

    public ValueTask<Target> TargetAsync(CreateServiceLinkedRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var service = request.AWSServiceName;
        var name = ServiceRoleTemplate.Find(service)?.NameWith(request.CustomSuffix) ?? AnyName;
        var arn = Role.ArnOf(call.Partition.Name, call.Account, ServiceRoleTemplate.PathOf(service), name);
        return new(new Target(arn).With(new ConditionKey("iam:AWSServiceName", service)));
    }

    public async ValueTask<CreateServiceLinkedRoleResponse> ExecuteAsync(
        CreateServiceLinkedRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var template = ServiceRoleTemplate.Find(request.AWSServiceName)
            ?? throw new InvalidInputException($"Invalid service name: {request.AWSServiceName}");
        if (request.CustomSuffix is not null && !template.AllowsSuffix)
        {
            throw new InvalidInputException($"Custom suffix is not allowed for {request.AWSServiceName}");
        }

        var name = template.NameWith(request.CustomSuffix);
        if (await call.Transaction.FindRoleAsync(call.Account, name, cancellationToken) is not null)
        {
            throw new InvalidInputException($"Service role name {name} has been taken in this account, please try a different suffix.");
        }

        var role = new Role
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = name,
            Path = template.Path,
            Id = call.Ids.NewUniqueId(Role.IdPrefix),
            CreateDate = call.NowToTheSecond(),
            Trust = new(template.Trust, []),
            Description = RoleTable.DescriptionOf(request.Description),
            MaxSessionSeconds = Role.DefaultSessionSeconds,
            LinkedService = template.Service,
        };
        var policyArn = template.PolicyArnIn(call.Partition.Name);
        var policy = await call.Transaction.FindPolicyAsync(call.Account, policyArn, cancellationToken)
            ?? throw new UnreachableException($"The policy {policyArn} of a service-linked role is missing.");
        await call.AddRoleAsync(role, quotas, cancellationToken);
        call.Transaction.Insert(policy.UsedBy(role.Id, PolicyUseKind.Attached));
        return new() { Role = await role.ToCreatedShapeAsync(call, cancellationToken) };
    }
}
