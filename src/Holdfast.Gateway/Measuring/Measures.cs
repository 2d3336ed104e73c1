using System.Collections.Concurrent;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Measuring;

/// <summary>Counts calls and how long they took, by operation; what a client can choose freely never becomes a label.</summary>
internal sealed class Measures(TimeProvider time)
{
    private readonly ConcurrentDictionary<OperationModel, OperationMeasure> _operations = new();

    /// <summary>The calls whose operation is not known, and those refused before it was.</summary>
    public OperationMeasure Unrecognized { get; } = new("none", "none");

    /// <summary>The operations that were called so far.</summary>
    public IEnumerable<OperationMeasure> Operations => _operations.Values;

    /// <summary>Counts one call.</summary>
    public void Count(OperationModel? operation, int status, string? errorCode, long startedAt)
    {
        var measure = operation is null ? Unrecognized
            : _operations.TryGetValue(operation, out var known) ? known
            : _operations.GetOrAdd(operation, static made => new OperationMeasure(made.Service.Name, made.Name));
        measure.Add(OutcomeOf(status, errorCode), time.GetElapsedTime(startedAt, time.GetTimestamp()));
    }

    private static Outcome OutcomeOf(int status, string? errorCode)
        => errorCode is null && status < 400 ? Outcome.Success
            : status == 501 ? Outcome.NotImplemented
            : status >= 500 ? Outcome.Fault
            : IsDenial(errorCode) ? Outcome.Denied
            : Outcome.Error;

    private static bool IsDenial(string? errorCode) => errorCode is "AccessDenied" or "AccessDeniedException"
        or "UnauthorizedOperation" or "AuthorizationError";
}
