using System.Text;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Services.S3.Logging;

/// <summary>Keeps the lines of access logs in the store until they are delivered. A line rides the next commit of others; an orderly stop loses none.</summary>
/// <param name="store">The store.</param>
public sealed class AccessJournal(IStore store) : IAccessJournal
{
    /// <inheritdoc/>
    public async ValueTask NoteAsync(LoggedBucket bucket, AnsweredRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bucket);
        ArgumentNullException.ThrowIfNull(request);
        using var transaction = store.Begin(new Cause(request.RequestId, 0) { At = request.At });
        transaction.Append(AccessLines.StreamOf(bucket.Name), new(request.At, Encoding.UTF8.GetBytes(AccessLines.Of(bucket, request)), []));
        try
        {
            await store.CommitAsync(transaction, Durability.Deferred, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // "Server access log delivery is best effort"; the request itself was answered, and the record of calls has it.
        }
    }
}
