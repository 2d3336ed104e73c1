using Holdfast.Kernel;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Puts a role into an instance profile that contains none.</summary>
internal sealed class AddRoleToInstanceProfile : IOperation<AddRoleToInstanceProfileRequest, AddRoleToInstanceProfileResponse>
{
    /// <remarks>
    /// "The caller of this operation must be granted the PassRole permission on the IAM role", and what it is passed for is
    /// "arn:aws:ec2:*:CallerAccountId:instance/*" (AddRoleToInstanceProfile).
    /// </remarks>
    public async ValueTask<Target> TargetAsync(AddRoleToInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var passed = await call.RoleTargetAsync(request.RoleName, cancellationToken);
        passed = passed.With(
            new ConditionKey("iam:PassedToService", $"ec2.{call.Partition.DnsSuffix}"),
            new ConditionKey("iam:AssociatedResourceArn", $"arn:{call.Partition.Name}:ec2:*:{call.Account.Value}:instance/*"));
        var target = await call.InstanceProfileTargetAsync(request.InstanceProfileName, cancellationToken);
        return target with { Also = [passed with { Action = "iam:PassRole" }] };
    }

    public async ValueTask<AddRoleToInstanceProfileResponse> ExecuteAsync(
        AddRoleToInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var profile = await call.InstanceProfileAsync(request.InstanceProfileName, cancellationToken);
        var role = await call.ModifiableRoleAsync(request.RoleName, cancellationToken);
        if (profile.RoleId is not null)
        {
            throw new LimitExceededException($"Cannot exceed quota for InstanceSessionsPerInstanceProfile: {InstanceProfile.RolesMax}");
        }

        call.Transaction.Replace(profile, profile with { RoleId = role.Id });
        return new();
    }
}
