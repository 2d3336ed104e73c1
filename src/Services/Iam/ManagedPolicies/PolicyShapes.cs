using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Managed policies as answers have them.</summary>
internal static class PolicyShapes
{
    /// <summary>Gives the policy as GetPolicy does: with its description, and with its tags even when there are none.</summary>
    public static async ValueTask<PolicyShape> ToShapeAsync(this ManagedPolicy policy, Call call, CancellationToken cancellationToken)
        => await policy.ToListedShapeAsync(call, cancellationToken) with
        {
            Description = policy.Description,
            Tags = policy.Tags.ToShapes(),
        };

    /// <summary>Gives the policy as ListPolicies does: without description and tags.</summary>
    public static async ValueTask<PolicyShape> ToListedShapeAsync(
        this ManagedPolicy policy, Call call, CancellationToken cancellationToken) => new()
        {
            PolicyName = policy.Name,
            PolicyId = policy.Id,
            Arn = policy.Arn.Value,
            Path = policy.Path,
            DefaultVersionId = ManagedPolicy.VersionIdOf(policy.DefaultVersion),
            AttachmentCount = await call.Transaction.CountUsesAsync(policy, PolicyUseKind.Attached, cancellationToken),
            PermissionsBoundaryUsageCount = await call.Transaction.CountUsesAsync(policy, PolicyUseKind.Boundary, cancellationToken),
            IsAttachable = true,
            CreateDate = policy.CreateDate,
            UpdateDate = policy.UpdateDate,
        };

    /// <summary>Gives a version without its document.</summary>
    public static PolicyVersionShape ToShape(this ManagedPolicyVersion version, ManagedPolicy policy) => new()
    {
        VersionId = ManagedPolicy.VersionIdOf(version.Number),
        IsDefaultVersion = version.Number == policy.DefaultVersion,
        CreateDate = version.CreateDate,
    };
}
