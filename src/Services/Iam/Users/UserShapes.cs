using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.Users;

/// <summary>Users as answers have them.</summary>
internal static class UserShapes
{
    /// <summary>Gives the user with its tags and its boundary, as GetUser and CreateUser do.</summary>
    public static UserShape ToShape(this User user) => user.ToListedShape() with
    {
        PermissionsBoundary = user.BoundaryArn is { } boundary
            ? new() { PermissionsBoundaryType = PermissionsBoundaryAttachmentType.PermissionsBoundaryPolicy, PermissionsBoundaryArn = boundary }
            : null,
        Tags = user.Tags.ToShapesOrNull(),
    };

    /// <summary>Gives the user as listings do: without tags and boundary.</summary>
    public static UserShape ToListedShape(this User user) => new()
    {
        Path = user.Path,
        UserName = user.Name,
        UserId = user.Id,
        Arn = user.Arn.Value,
        CreateDate = user.CreateDate,
        PasswordLastUsed = user.PasswordLastUsed,
    };
}
