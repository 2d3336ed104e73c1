using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Bodies;
using Holdfast.Store;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Removes the parts of an upload that was aborted, or of an object that is gone, some at a time.</summary>
internal sealed class ReleaseParts(BodyStore bodies) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the id of the upload.</summary>
    public const string TimerKind = "s3/parts";

    private const int PartsPerStep = 250;

    public string Kind => TimerKind;

    /// <summary>Lets the parts go, once those who are reading them have had their time.</summary>
    public static void Begin(Call call, string upload) => call.Transaction.Arm(new(TimerKind, upload, call.Now + BodyStore.Grace));

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var uploaded = await step.Transaction.ListAsync<UploadedPart>(UploadedPart.PrefixOf(timer.Key), after: null, PartsPerStep, cancellationToken);
        foreach (var part in uploaded)
        {
            step.Transaction.Delete(part);
            await RemoveAsync(step, part.Body, cancellationToken);
        }

        var placed = await step.Transaction.ListAsync<ObjectPart>(ObjectPart.PrefixOf(timer.Key), after: null, PartsPerStep, cancellationToken);
        foreach (var part in placed)
        {
            step.Transaction.Delete(part);
            await RemoveAsync(step, part.Body, cancellationToken);
            if (part.Restored is { } restored)
            {
                await RemoveAsync(step, restored, cancellationToken);
            }
        }

        if (uploaded.Count + placed.Count > 0)
        {
            step.Transaction.Arm(new(TimerKind, timer.Key, step.Now));
        }
    }

    // A file that is gone before the commit which forgets it does no harm: nothing leads to it but this timer.
    private async ValueTask RemoveAsync(Step step, StoredBody body, CancellationToken cancellationToken)
    {
        if (!body.IsInline)
        {
            await bodies.Blobs.DeleteAsync(BodyStore.NameOf(body.Id, body.IsCold), cancellationToken);
        }
        else if (await step.Transaction.FindAsync<InlineBody>(body.Id, cancellationToken) is { } inline)
        {
            step.Transaction.Delete(inline);
        }
    }
}
