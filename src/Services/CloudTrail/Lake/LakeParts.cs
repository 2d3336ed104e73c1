using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake;

/// <summary>What the operations of the lake and its work share.</summary>
internal sealed class LakeParts
{
    /// <summary>Puts it together.</summary>
    public LakeParts(IBlobStore blobs, IdSource ids, IObjectWriter objects, IServiceRoles roles, SigningKeys keys, TrailOptions trails, LakeOptions options)
    {
        Options = options;
        Files = new(blobs, ids, options);
        Intake = new(new(Files, options), trails);
        Engine = new(Files, options);
        Delivery = new(objects, keys, Files);
        Sources = new(roles, objects);
    }

    /// <summary>The options.</summary>
    public LakeOptions Options { get; }

    /// <summary>The files.</summary>
    public LakeFiles Files { get; }

    /// <summary>The way in for events.</summary>
    public EventIntake Intake { get; }

    /// <summary>Runs queries.</summary>
    public LakeEngine Engine { get; }

    /// <summary>Delivers answers.</summary>
    public QueryDelivery Delivery { get; }

    /// <summary>Reads the buckets of imports.</summary>
    public ImportSources Sources { get; }

    /// <summary>Rings when there is work.</summary>
    public LakeBell Bell { get; } = new();
}
