using System.Runtime.ExceptionServices;
using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>A body that was received, sealed and made durable before the call that brings it commits; without the commit it goes.</summary>
/// <param name="blobs">Where its file is.</param>
internal sealed class ReceivedBody(IBlobStore blobs) : IKept
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The key, in the clear.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The bytes in the clear.</summary>
    public long Length { get; init; }

    /// <summary>The sealed bytes, of a small body; null when they are a file.</summary>
    public byte[]? Inline { get; init; }

    /// <summary>The MD5 of the bytes.</summary>
    public byte[] Md5 { get; init; } = [];

    /// <summary>The checksum that was asked for, or S3's own choice.</summary>
    public BodySum? Sum { get; init; }

    /// <summary>Why it was refused; then nothing of it is there.</summary>
    public ExceptionDispatchInfo? Failure { get; init; }

    /// <inheritdoc/>
    public async ValueTask EndAsync(bool isCommitted)
    {
        if (!isCommitted && Inline is null && Failure is null)
        {
            await blobs.DeleteAsync(BodyStore.NameOf(Id, isCold: false), CancellationToken.None);
        }
    }

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"ReceivedBody {{ {Id}, {Length} }}";
}

/// <summary>A checksum of S3's family.</summary>
/// <param name="Algorithm">The algorithm (<see cref="ChecksumAlgorithm"/>).</param>
/// <param name="Value">The value, in Base64.</param>
internal sealed record BodySum(string Algorithm, string Value);
