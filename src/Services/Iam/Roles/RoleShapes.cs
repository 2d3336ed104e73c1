using Holdfast.Kernel;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Roles as answers have them.</summary>
internal static class RoleShapes
{
    /// <summary>Gives the role as GetRole does: with all that is known of it.</summary>
    public static async ValueTask<RoleShape> ToShapeAsync(this Role role, Call call, LastUses uses, CancellationToken cancellationToken)
    {
        var shape = await role.ToListedShapeAsync(call, cancellationToken);
        return shape with
        {
            PermissionsBoundary = role.ToBoundaryShape(),
            Tags = role.Tags.ToShapesOrNull(),
            RoleLastUsed = await role.ToLastUsedShapeAsync(call, uses, cancellationToken),
        };
    }

    /// <summary>Gives the role as CreateRole does: without description, duration and use.</summary>
    public static async ValueTask<RoleShape> ToCreatedShapeAsync(this Role role, Call call, CancellationToken cancellationToken)
        => await role.ToPlainShapeAsync(call, cancellationToken) with
        {
            PermissionsBoundary = role.ToBoundaryShape(),
            Tags = role.Tags.ToShapesOrNull(),
        };

    /// <summary>Gives the role as listings do: "This operation does not return … PermissionsBoundary, RoleLastUsed, Tags" (ListRoles).</summary>
    public static async ValueTask<RoleShape> ToListedShapeAsync(this Role role, Call call, CancellationToken cancellationToken)
        => await role.ToPlainShapeAsync(call, cancellationToken) with
        {
            Description = role.Description,
            MaxSessionDuration = role.MaxSessionSeconds,
        };

    /// <summary>Gives the role as instance profiles do: what names it, and who may assume it.</summary>
    public static async ValueTask<RoleShape> ToPlainShapeAsync(this Role role, Call call, CancellationToken cancellationToken) => new()
    {
        Path = role.Path,
        RoleName = role.Name,
        RoleId = role.Id,
        Arn = role.Arn.Value,
        CreateDate = role.CreateDate,
        AssumeRolePolicyDocument = PolicyDocuments.Encode(await role.Trust.ShowAsync(call.Transaction, cancellationToken)),
    };

    /// <summary>Tells the last use of the role; one that was not used has the member too, with nothing in it.</summary>
    public static async ValueTask<RoleLastUsedShape> ToLastUsedShapeAsync(
        this Role role, Call call, LastUses uses, CancellationToken cancellationToken)
        => await uses.OfRoleAsync(call.Transaction, role, call.Now, cancellationToken) is { } use
            ? new() { LastUsedDate = use.At, Region = use.Region }
            : new();

    /// <summary>Tells the permissions boundary of the role; null for none.</summary>
    public static AttachedPermissionsBoundaryShape? ToBoundaryShape(this Role role)
        => role.BoundaryArn is { } boundary
            ? new() { PermissionsBoundaryType = PermissionsBoundaryAttachmentType.PermissionsBoundaryPolicy, PermissionsBoundaryArn = boundary }
            : null;
}
