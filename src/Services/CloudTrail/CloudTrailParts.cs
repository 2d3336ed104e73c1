using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Organizations;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail;

/// <summary>What the operations of CloudTrail share.</summary>
public static class CloudTrailParts
{
    /// <summary>Adds it all; the ports of S3, KMS and IAM are there already.</summary>
    /// <param name="dependencies">Where it is added.</param>
    /// <param name="options">What can be set about trails.</param>
    public static Dependencies AddCloudTrail(this Dependencies dependencies, TrailOptions options)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        return dependencies
            .Add(options)
            .Add(new OrganizationRules(dependencies.Get<IOrganizationDirectory>()))
            .Add(new TrailSettings(
                dependencies.Get<IObjectWriter>(), dependencies.Get<IKeyUser>(), dependencies.Get<IRoleDirectory>(), dependencies.Get<IOrganizationDirectory>()));
    }
}
