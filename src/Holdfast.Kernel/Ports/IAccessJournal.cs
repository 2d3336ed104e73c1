using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Kernel.Ports;

/// <summary>Keeps the lines of access logs; implemented by S3, told by the gate of the requests whose calls kept a <see cref="LoggedBucket"/> in their memory.</summary>
public interface IAccessJournal
{
    /// <summary>Notes a request that was answered.</summary>
    ValueTask NoteAsync(LoggedBucket bucket, AnsweredRequest request, CancellationToken cancellationToken);
}

/// <summary>A bucket that a call acts on and whose requests are logged.</summary>
/// <param name="Name">The bucket.</param>
/// <param name="Owner">The account that owns it.</param>
public sealed record LoggedBucket(string Name, AccountId Owner);

/// <summary>A request and how it was answered.</summary>
public sealed record AnsweredRequest
{
    /// <summary>When it came, on the world's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation; null when the request fits none.</summary>
    public OperationModel? Operation { get; init; }

    /// <summary>Who called.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The facts of the request.</summary>
    public required RequestFacts Facts { get; init; }

    /// <summary>The id that the answer carries.</summary>
    public required string RequestId { get; init; }

    /// <summary>The second id that S3 sends.</summary>
    public required string HostId { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without its question mark.</summary>
    public required string Query { get; init; }

    /// <summary>The version of HTTP, such as <c>HTTP/1.1</c>.</summary>
    public required string HttpVersion { get; init; }

    /// <summary>Whether the host names the bucket, so that the path is the key alone.</summary>
    public required bool IsVirtualHost { get; init; }

    /// <summary>Whether a header has the signature, and not the query.</summary>
    public required bool HasAuthorization { get; init; }

    /// <summary>The status.</summary>
    public required int Status { get; init; }

    /// <summary>The code of the error; null for none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The bytes of the body that was sent.</summary>
    public required long BytesSent { get; init; }

    /// <summary>The time from the request's headers to the end of the answer.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The time from the request's headers to the beginning of the answer.</summary>
    public required TimeSpan TurnAround { get; init; }

    /// <summary>The length of the request's body, as it states it; null when it states none.</summary>
    public long? RequestLength { get; init; }

    /// <summary>The response; null for an error.</summary>
    public IShape? Output { get; init; }
}
