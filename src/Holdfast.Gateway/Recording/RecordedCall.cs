using System.Runtime.InteropServices;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Recording;

/// <summary>Everything that the record of a call speaks of.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedCall
{
    /// <summary>The operation that was called; one that is not implemented has no shapes.</summary>
    public required OperationModel Operation { get; init; }

    /// <summary>Who called.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The account that receives the record; when it is not the caller's, the record says of the caller only which account it is from.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region of the call; the home region for global services.</summary>
    public required Region Region { get; init; }

    /// <summary>The instant of the call.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The id that the answer carries.</summary>
    public required string RequestId { get; init; }

    /// <summary>What is known of the request besides its content.</summary>
    public required RequestFacts Request { get; init; }

    /// <summary>The request; null when it could not be read.</summary>
    public IShape? Input { get; init; }

    /// <summary>The response; null when the call failed.</summary>
    public IShape? Output { get; init; }

    /// <summary>The service that made the call on behalf of the caller, such as <c>s3.amazonaws.com</c>; null when the caller made it.</summary>
    public string? InvokedBy { get; init; }

    /// <summary>What the client is answered instead of a response.</summary>
    public ServiceException? Error { get; init; }

    /// <summary>The resources that the record names; null or none for most operations.</summary>
    public IReadOnlyList<NamedResource>? Resources { get; init; }

    /// <summary>What the record shows among the parameters besides what the request has; null or none for most operations.</summary>
    public IReadOnlyList<RecordedParameter>? Parameters { get; init; }

    /// <summary>Plain texts among the parameters beside what the request has; null or none for most operations.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Texts { get; init; }

    /// <summary>What the record tells in its <c>additionalEventData</c>; null or none for most operations.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Additions { get; init; }

    /// <summary>What the records of the call in several accounts have in common; null when one account alone receives it.</summary>
    public Guid? SharedEventId { get; init; }
}
