namespace Holdfast.Gateway.Measuring;

/// <summary>How a call ended, as the measures tell it.</summary>
internal enum Outcome
{
    /// <summary>It was done.</summary>
    Success,

    /// <summary>The client was at fault.</summary>
    Error,

    /// <summary>No policy allowed it.</summary>
    Denied,

    /// <summary>It is not implemented.</summary>
    NotImplemented,

    /// <summary>The server was at fault.</summary>
    Fault,
}
