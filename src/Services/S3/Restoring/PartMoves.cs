using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Restoring;

/// <summary>Carries the parts of objects that were uploaded in parts to the archive and back, some of them at a time.</summary>
/// <param name="moves">Carries each.</param>
internal sealed class PartMoves(BodyMoves moves)
{
    private const int PartsPerStep = 100;

    // Where the next step goes on. It is a hint only: the last step looks at all parts again.
    private readonly Dictionary<string, string> _positions = new(StringComparer.Ordinal);

    /// <summary>Carries parts on.</summary>
    /// <returns>Whether all are where they are to be.</returns>
    public async ValueTask<bool> AdvanceAsync(Call call, string name, StoredObject version, bool toCold, CancellationToken cancellationToken)
    {
        var position = _positions.GetValueOrDefault(name);
        var carried = 0L;
        var moved = 0;
        while (await call.Transaction.ListAsync<ObjectPart>(
            ObjectPart.PrefixOf(version.UploadId!), position, PartsPerStep, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var part in page)
            {
                if (toCold ? !part.Body.IsCold : part is { Body.IsCold: true, Restored: null })
                {
                    if (!await MoveAsync(call, name, version, part, toCold, cancellationToken))
                    {
                        return false;
                    }

                    carried += part.Body.Length;
                    moved++;
                }

                position = part.Key;
                if (carried >= BodyMoves.StepBytes || moved >= PartsPerStep)
                {
                    _positions[name] = position;
                    return false;
                }
            }
        }

        // What was carried by a step that was not committed is found in another look from the beginning.
        return !_positions.Remove(name);
    }

    /// <summary>Lets go of the restored copies of parts.</summary>
    /// <returns>Whether none is left.</returns>
    public static async ValueTask<bool> ForgetCopiesAsync(Call call, string upload, CancellationToken cancellationToken)
    {
        string? after = null;
        var forgotten = 0;
        while (await call.Transaction.ListAsync<ObjectPart>(ObjectPart.PrefixOf(upload), after, PartsPerStep, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var part in page)
            {
                if (part.Restored is { } restored)
                {
                    await BodyStore.ReleaseAsync(call, restored, cancellationToken);
                    call.Transaction.Replace(part, part with { Restored = null });
                    forgotten++;
                }
            }

            if (forgotten >= PartsPerStep)
            {
                return false;
            }

            after = page[^1].Key;
        }

        return true;
    }

    private async ValueTask<bool> MoveAsync(Call call, string name, StoredObject version, ObjectPart part, bool toCold, CancellationToken cancellationToken)
    {
        if (await moves.AdvanceAsync(call, $"{name}/{part.Number}", version, part.Body, toCold, cancellationToken) is not { } moved)
        {
            return false;
        }

        call.Transaction.Replace(part, toCold ? part with { Body = moved } : part with { Restored = moved });
        if (toCold)
        {
            await BodyStore.ReleaseAsync(call, part.Body, cancellationToken);
        }

        return true;
    }
}
