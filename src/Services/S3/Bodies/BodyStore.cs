using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Keeps the bytes of objects: small ones as records, all others as files, sealed both.</summary>
/// <param name="blobs">The files.</param>
/// <param name="ids">The source of ids and keys.</param>
internal sealed class BodyStore(IBlobStore blobs, IdSource ids)
{
    /// <summary>The most bytes that a record keeps.</summary>
    public const int InlineBytesMax = 8 << 10;

    /// <summary>The files of objects that can be read at once.</summary>
    public const string Hot = "objects";

    /// <summary>The files of archived objects.</summary>
    public const string Cold = "cold";

    /// <summary>How long the file of a deleted object stays, for those who are reading it.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private const int IdBytes = 16;

    /// <summary>The files.</summary>
    internal IBlobStore Blobs => blobs;

    /// <summary>Begins to write a body, under a key of its own.</summary>
    /// <param name="layers">The layers of encryption, one or two.</param>
    /// <param name="isCold">Whether it goes to the archive.</param>
    internal BodyWriter Begin(int layers, bool isCold = false)
    {
        var key = new byte[ChunkCipher.KeyBytes * layers];
        ids.Fill(key);
        return new(blobs, NewId(), key, isCold);
    }

    /// <summary>Makes the id of a body.</summary>
    internal string NewId()
    {
        Span<byte> id = stackalloc byte[IdBytes];
        ids.Fill(id);
        return Convert.ToHexStringLower(id);
    }

    /// <summary>Opens bytes of a body.</summary>
    /// <param name="parts">The parts, in their order, each with the bytes that are wanted of it.</param>
    /// <param name="reader">The transaction that finds small ones.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async ValueTask<BodyStream> OpenAsync(IReadOnlyList<BodySlice> parts, IReadTransaction reader, CancellationToken cancellationToken)
    {
        var opened = new List<OpenBody>(parts.Count);
        foreach (var part in parts)
        {
            var inline = part.Body.IsInline
                ? await reader.FindAsync<InlineBody>(part.Body.Id, cancellationToken) ?? throw new InvalidDataException($"The body {part.Body.Id} is missing.")
                : null;
            opened.Add(new(part, inline?.Bytes));
        }

        // Files are opened as they are reached, but the first one now: what is answered then is sure to begin.
        var stream = new BodyStream(blobs, opened);
        await stream.BeginAsync(cancellationToken);
        return stream;
    }

    /// <summary>Says whether a version has a body that is a file, or a restored copy that is one.</summary>
    internal static async ValueTask<bool> IsNamedAsync(IReadTransaction reader, string id, CancellationToken cancellationToken)
        => await reader.FindByIndexAsync(CurrentObject.ByBody, id, cancellationToken) is not null
            || await reader.FindByIndexAsync(PastVersion.ByBody, id, cancellationToken) is not null
            || await reader.FindByIndexAsync(ObjectPart.ByBody, id, cancellationToken) is not null
            || await reader.FindByIndexAsync(UploadedPart.ByBody, id, cancellationToken) is not null
            || await reader.FindByIndexAsync(ObjectPart.ByRestored, id, cancellationToken) is not null
            || await reader.FindByIndexAsync(CurrentObject.ByRestored, id, cancellationToken) is not null
            || await reader.FindByIndexAsync(PastVersion.ByRestored, id, cancellationToken) is not null;

    /// <summary>Names the file of a body.</summary>
    internal static string NameOf(string id, bool isCold) => $"{(isCold ? Cold : Hot)}/{id[..2]}/{id}";

    /// <summary>Lets go of a body in the transaction that removes the last record of it.</summary>
    internal static async ValueTask ReleaseAsync(Call call, StoredBody body, CancellationToken cancellationToken)
        => await ReleaseAsync(call.Transaction, call.Now, body, cancellationToken);

    /// <summary>Lets go of a body in the transaction that removes the last record of it.</summary>
    internal static async ValueTask ReleaseAsync(ITransaction transaction, DateTimeOffset now, StoredBody body, CancellationToken cancellationToken)
    {
        if (!body.IsInline)
        {
            transaction.Arm(new(DeleteBody.TimerKind, $"{(body.IsCold ? Cold : Hot)}/{body.Id}", now + Grace));
        }
        else if (await transaction.FindAsync<InlineBody>(body.Id, cancellationToken) is { } inline)
        {
            transaction.Delete(inline);
        }
    }

    /// <summary>Wraps the key of a received body and keeps the body with the transaction.</summary>
    /// <param name="transaction">The transaction of its object.</param>
    /// <param name="received">What was received.</param>
    /// <param name="envelopeKey">The key of the object's envelope.</param>
    internal static StoredBody Keep(ITransaction transaction, ReceivedBody received, ReadOnlySpan<byte> envelopeKey)
    {
        if (received.Inline is { } bytes)
        {
            transaction.Insert(new InlineBody { Id = received.Id, Bytes = bytes });
        }

        return new(received.Id, received.Length, KeyWrap.Wrap(envelopeKey, received.Key)) { IsInline = received.Inline is not null };
    }
}
