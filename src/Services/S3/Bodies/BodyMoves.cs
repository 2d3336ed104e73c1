using Holdfast.Kernel;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;
using Holdfast.Store;
using ZstdSharp;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Carries bodies to the archive and back. A new file is whole and durable before a record names it, and the old one goes long after.</summary>
/// <remarks>
/// What is archived is compressed and sealed anew; KMS is asked for its key in each step, so that a key which is disabled meanwhile ends the move. What a customer
/// has the key of is moved as it is, because S3 keeps no such key.
/// Large bodies take several steps, between which what was begun is kept here; when the server ends meanwhile, they begin again.
/// </remarks>
/// <param name="bodies">The bodies.</param>
/// <param name="envelopes">Opens what was sealed.</param>
internal sealed class BodyMoves(BodyStore bodies, Envelopes envelopes)
{
    /// <summary>The bytes that are carried in one step.</summary>
    public const long StepBytes = 64L << 20;

    /// <summary>The most bodies that are under way at once.</summary>
    public const int MovesMax = 8;

    private readonly Dictionary<string, BodyMove> _moves = new(StringComparer.Ordinal);

    /// <summary>Carries a body on.</summary>
    /// <param name="call">The call that S3 makes for the bucket.</param>
    /// <param name="name">What the move is remembered by.</param>
    /// <param name="version">The version that the body belongs to.</param>
    /// <param name="body">The body.</param>
    /// <param name="toCold">Whether it goes to the archive, else it comes back.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The body at its new place, kept with the transaction; null while it is under way.</returns>
    /// <exception cref="ServiceException">KMS refuses to open the body; it stays where it is.</exception>
    public async ValueTask<StoredBody?> AdvanceAsync(
        Call call, string name, StoredObject version, StoredBody body, bool toCold, CancellationToken cancellationToken)
    {
        await ForgetFinishedAsync(call.Transaction, name, cancellationToken);
        if (_moves.TryGetValue(name, out var move) && move.Source.Id != body.Id)
        {
            await DropAsync(name);
            move = null;
        }

        if (move is null && _moves.Count >= MovesMax)
        {
            return null;
        }

        var envelopeKey = await OpenAsync(call, name, version, cancellationToken);
        move ??= _moves[name] = await BeginAsync(call.Transaction, envelopeKey, body, toCold, cancellationToken);
        try
        {
            await move.AdvanceAsync(StepBytes, cancellationToken);
        }
        catch
        {
            await DropAsync(name);
            throw;
        }

        if (move.Target is not { } target)
        {
            return null;
        }

        if (target.Inline is { } inline)
        {
            call.Transaction.Insert(new InlineBody { Id = target.Body.Id, Bytes = inline });
        }

        return target.Body;
    }

    /// <summary>Gives up a move whose object is gone.</summary>
    public async ValueTask DropAsync(string name)
    {
        if (_moves.Remove(name, out var move))
        {
            await move.DisposeAsync();
            await DeleteTargetAsync(move);
        }
    }

    // Whether the step that finished a move was committed is known only afterwards.
    private async ValueTask ForgetFinishedAsync(IReadTransaction reader, string name, CancellationToken cancellationToken)
    {
        foreach (var (other, move) in _moves.Where(entry => entry.Key != name && entry.Value.Target is not null).ToList())
        {
            _moves.Remove(other);
            await move.DisposeAsync();
            if (move.Target is { Inline: null } target && !await BodyStore.IsNamedAsync(reader, target.Body.Id, cancellationToken))
            {
                await DeleteTargetAsync(move);
            }
        }
    }

    private async ValueTask DeleteTargetAsync(BodyMove move)
    {
        if (move.Target is { Inline: null, Body: var body })
        {
            await bodies.Blobs.DeleteAsync(BodyStore.NameOf(body.Id, body.IsCold), CancellationToken.None);
        }
    }

    private async ValueTask<byte[]?> OpenAsync(Call call, string name, StoredObject version, CancellationToken cancellationToken)
    {
        try
        {
            return await envelopes.OpenOwnAsync(call, version, cancellationToken);
        }
        catch (ServiceException)
        {
            await DropAsync(name);
            throw;
        }
    }

    private async ValueTask<BodyMove> BeginAsync(
        IReadTransaction reader, byte[]? envelopeKey, StoredBody body, bool toCold, CancellationToken cancellationToken)
    {
        if (envelopeKey is null)
        {
            return await BeginCopyAsync(reader, body, toCold, cancellationToken);
        }

        var key = KeyWrap.Unwrap(envelopeKey, body.SealedKey);

        // A compressed body is read as the bytes that it was compressed to.
        var asSealed = body.IsPacked ? body with { Length = body.PackedLength } : body;
        Stream from = await bodies.OpenAsync([new(asSealed, key, 0, asSealed.Length)], reader, cancellationToken);
        return new(
            body,
            body.IsPacked ? new DecompressionStream(from, leaveOpen: false) : from,
            new SealedSink(body, bodies.Begin(key.Length / ChunkCipher.KeyBytes, isCold: toCold), envelopeKey, packs: toCold));
    }

    private async ValueTask<BodyMove> BeginCopyAsync(IReadTransaction reader, StoredBody body, bool toCold, CancellationToken cancellationToken)
    {
        Stream from = body.IsInline
            ? new MemoryStream((await reader.FindAsync<InlineBody>(body.Id, cancellationToken) ?? throw Missing(body)).Bytes, writable: false)
            : new BlobStream(await bodies.Blobs.OpenAsync(BodyStore.NameOf(body.Id, body.IsCold), cancellationToken) ?? throw Missing(body));
        var id = bodies.NewId();
        return new(body, from, new CopiedSink(body, await bodies.Blobs.CreateAsync(BodyStore.NameOf(id, toCold), cancellationToken), id, toCold));
    }

    private static InvalidDataException Missing(StoredBody body) => new($"The body {body.Id} is missing.");
}
