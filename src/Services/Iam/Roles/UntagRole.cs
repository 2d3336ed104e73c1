using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Takes tags from a role; keys that it does not have are passed over.</summary>
internal sealed class UntagRole : IOperation<UntagRoleRequest, UntagRoleResponse>
{
    public async ValueTask<Target> TargetAsync(UntagRoleRequest request, Call call, CancellationToken cancellationToken)
        => (await call.RoleTargetAsync(request.RoleName, cancellationToken)).With(TagConditions.Keys(request.TagKeys));

    public async ValueTask<UntagRoleResponse> ExecuteAsync(UntagRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var tags = TagRules.OfRoles.Remove(role.Tags, request.TagKeys);
        if (tags.Count < role.Tags.Count)
        {
            call.Transaction.Replace(role, role with { Tags = tags });
        }

        return new();
    }
}
