using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;

namespace Holdfast.Kernel.Ports;

/// <summary>Notes who used which credentials for what; implemented by the service that owns identities, told by the recorder of every call that it records.</summary>
public interface IUsageJournal
{
    /// <summary>Notes a call. It runs for each call, so it does no I/O, and allocates nothing for one like another of the same second.</summary>
    /// <param name="caller">Who called.</param>
    /// <param name="operation">What was called.</param>
    /// <param name="region">The region of the call.</param>
    /// <param name="now">The instant of the call.</param>
    void Note(Caller caller, OperationModel operation, Region region, DateTimeOffset now);
}
