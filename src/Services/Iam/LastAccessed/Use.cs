using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>A call, as far as it matters to who asks what was last used.</summary>
/// <param name="At">When it was made, to the second.</param>
/// <param name="Region">The region of the call.</param>
/// <param name="Operation">What was called.</param>
internal sealed record Use(DateTimeOffset At, Region Region, OperationModel Operation)
{
    /// <summary>Says whether a call need not be noted after this one: it is of the same second, place and service, or older.</summary>
    public bool Covers(DateTimeOffset at, Region region, OperationModel operation)
        => at < At
            || (at.Ticks - At.Ticks < TimeSpan.TicksPerSecond && Region == region && ReferenceEquals(Operation.Service, operation.Service));
}
