using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Copying;

/// <summary>Copies bytes from one object to a new body: opened and sealed anew, chunk by chunk, outside of the transaction.</summary>
internal sealed class BodyCopies(BodyStore bodies, BodyIntake intake, Envelopes envelopes)
{
    /// <summary>Gives the copy; the first time, and whenever the source has changed since, it makes the operation wait until the bytes are there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="source">What the request says of the source.</param>
    /// <param name="found">The source.</param>
    /// <param name="extent">The bytes.</param>
    /// <param name="terms">How the copy is to be kept.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OutsideNeededException">They were not copied yet.</exception>
    public async ValueTask<ReceivedBody> CopyAsync(
        Call call, CopySource source, StoredObject found, ObjectExtent extent, BodyTerms terms, CancellationToken cancellationToken)
    {
        // KMS is asked in every attempt, so that the one that counts has its record.
        var customerKey = found.CheckCustomerKey(source.Sealing.ReadCustomerKey(call));
        var key = await envelopes.OpenAsync(call, found.Envelope!, found.Bucket, found.Key, customerKey, cancellationToken);
        var copied = call.Memory.Find<CopiedBody>() ?? call.Memory.Keep(new CopiedBody());
        var identity = $"{found.Bucket}/{found.VersionId}/{found.Ordinal}/{found.ETag}";
        if (copied.Find(identity) is { } received)
        {
            received.Failure?.Throw();
            return received;
        }

        var slices = await call.Transaction.SlicesAsync(found, extent, key, cancellationToken);
        var stream = await bodies.OpenAsync(slices, call.Transaction, cancellationToken);
        throw new OutsideNeededException(async token =>
        {
            await using (stream)
            {
                await copied.SetAsync(identity, await intake.ReceiveAsync(stream, terms, token));
            }
        });
    }

    /// <summary>The copy of the source as it was.</summary>
    private sealed class CopiedBody : IKept
    {
        private string? _identity;
        private ReceivedBody? _received;

        public ReceivedBody? Find(string identity) => _identity == identity ? _received : null;

        public async ValueTask SetAsync(string identity, ReceivedBody received)
        {
            if (_received is { } earlier)
            {
                await earlier.EndAsync(isCommitted: false);
            }

            (_identity, _received) = (identity, received);
        }

        public ValueTask EndAsync(bool isCommitted) => _received?.EndAsync(isCommitted) ?? default;
    }
}
