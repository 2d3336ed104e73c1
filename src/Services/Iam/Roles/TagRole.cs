using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Adds tags to a role; a key that it has already gets the new value.</summary>
internal sealed class TagRole : IOperation<TagRoleRequest, TagRoleResponse>
{
    public async ValueTask<Target> TargetAsync(TagRoleRequest request, Call call, CancellationToken cancellationToken)
        => (await call.RoleTargetAsync(request.RoleName, cancellationToken)).With(request.Tags.RequestKeys());

    public async ValueTask<TagRoleResponse> ExecuteAsync(TagRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await call.RoleAsync(request.RoleName, cancellationToken);
        var tags = TagRules.OfRoles.Put(role.Tags, TagRules.OfRoles.Read(request.Tags));
        call.Transaction.Replace(role, role with { Tags = tags });
        return new();
    }
}
