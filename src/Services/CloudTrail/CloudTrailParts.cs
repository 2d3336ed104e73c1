using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.CloudTrail.Lake.Audit;
using Holdfast.Services.CloudTrail.Organizations;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail;

/// <summary>What the operations of CloudTrail share.</summary>
public static class CloudTrailParts
{
    /// <summary>Adds it all; the ports of S3, KMS, IAM and STS are there already.</summary>
    /// <param name="dependencies">Where it is added.</param>
    /// <param name="options">What can be set about trails.</param>
    /// <param name="lakeOptions">What can be set about the lake.</param>
    public static Dependencies AddCloudTrail(this Dependencies dependencies, TrailOptions options, LakeOptions? lakeOptions = null)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        var keys = new SigningKeys(dependencies.Get<ISecretSealer>());
        var lake = new LakeParts(
            dependencies.Get<IBlobStore>(), dependencies.Get<IdSource>(), dependencies.Get<IObjectWriter>(), dependencies.Get<IServiceRoles>(), keys, options, lakeOptions ?? new LakeOptions());
        return dependencies
            .Add(lake)
            .Add(lake.Options)
            .Add(lake.Files)
            .Add(lake.Intake)
            .Add(lake.Engine)
            .Add(lake.Delivery)
            .Add(lake.Sources)
            .Add<IEventChannels>(new EventChannels())
            .Add(options)
            .Add(new OrganizationRules(dependencies.Get<IOrganizationDirectory>()))
            .Add(new TrailSettings(
                dependencies.Get<IObjectWriter>(), dependencies.Get<IKeyUser>(), dependencies.Get<IRoleDirectory>(), dependencies.Get<IOrganizationDirectory>()));
    }
}
