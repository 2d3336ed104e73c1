using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Copying;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Restoring;
using Holdfast.Store;

namespace Holdfast.Services.S3;

/// <summary>What the operations of S3 share.</summary>
public static class S3Parts
{
    /// <summary>Adds it all; the sealer of secrets, KMS and the maker of further calls are there already.</summary>
    /// <param name="dependencies">Where it is added.</param>
    /// <param name="blobs">Where bodies are kept.</param>
    /// <param name="ids">The source of ids and keys.</param>
    public static Dependencies AddS3(this Dependencies dependencies, IBlobStore blobs, IdSource ids)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        var bodies = new BodyStore(blobs, ids);
        var intake = new BodyIntake(bodies);
        var envelopes = new Envelopes(dependencies.Get<ISecretSealer>(), dependencies.Get<IKeyUser>());
        var moves = new BodyMoves(bodies, envelopes);
        return dependencies
            .Add(blobs)
            .Add(bodies)
            .Add(intake)
            .Add(new BodyCopies(bodies, intake, envelopes))
            .Add(envelopes)
            .Add(moves)
            .Add(new PartMoves(moves))
            .Add(new NotificationDestinations(dependencies.Get<ITopicPublisher>(), dependencies.Get<IQueueSender>(), dependencies.Get<IEventBus>()))
            .Add<IObjectWriter>(new ObjectWriter(bodies, intake, envelopes, dependencies.Get<IFurtherCalls>()));
    }
}
