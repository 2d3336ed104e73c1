using Holdfast.Store;

namespace Holdfast.Gateway.Recording;

/// <summary>Composes the record of a call and appends it to the audit stream.</summary>
public interface IRecorder
{
    /// <summary>
    /// Appends the record of the call to the transaction that commits it: together with the changes of a call that succeeded,
    /// alone for one that did not.
    /// </summary>
    /// <param name="transaction">The transaction; another one than the call's when the call failed.</param>
    /// <param name="recorded">What happened.</param>
    /// <remarks>It runs for each call, and again after a conflict; it does no I/O of its own.</remarks>
    void Record(ITransaction transaction, in RecordedCall recorded);
}
