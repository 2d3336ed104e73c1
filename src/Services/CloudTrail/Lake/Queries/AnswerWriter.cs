using System.IO.Compression;
using System.Text.Json;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Writes the rows of an answer as they come, in packed chunks, so that an answer of any length needs the memory of one chunk.</summary>
internal sealed class AnswerWriter : IAsyncDisposable
{
    /// <summary>The rows of a chunk.</summary>
    public const int ChunkRows = 1_000;

    /// <summary>The most bytes of an answer, packed.</summary>
    public const long BytesMax = 1L << 30;

    private readonly string _name;
    private readonly IReadOnlyList<string> _columns;
    private readonly IBlobWriter _blob;
    private readonly List<long> _ends = [];
    private readonly MemoryStream _chunk = new();
    private Utf8JsonWriter? _json;
    private GZipStream? _packer;
    private int _rows;

    private AnswerWriter(string name, IReadOnlyList<string> columns, IBlobWriter blob) => (_name, _columns, _blob) = (name, columns, blob);

    /// <summary>Begins an answer.</summary>
    public static async ValueTask<AnswerWriter> BeginAsync(LakeFiles files, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var name = files.NewName();
        return new(name, columns, await files.Blobs.CreateAsync(name, cancellationToken));
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="Engine.DuckException">The answer is too long.</exception>
    public void Add(string?[] row)
    {
        if (_json is null)
        {
            _packer = new GZipStream(_chunk, CompressionLevel.Fastest, leaveOpen: true);
            _json = new Utf8JsonWriter(_packer);
            _json.WriteStartArray();
        }

        _json.WriteStartArray();
        foreach (var value in row)
        {
            _json.WriteStringValue(value);
        }

        _json.WriteEndArray();
        if (++_rows % ChunkRows == 0)
        {
            EndChunk();
        }
    }

    /// <summary>Keeps the answer.</summary>
    public async ValueTask<QueryAnswer> KeepAsync(CancellationToken cancellationToken)
    {
        EndChunk();
        await _blob.KeepAsync(cancellationToken);
        return new(_name, _columns, _rows, _ends);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_json is not null)
        {
            await _json.DisposeAsync();
            await _packer!.DisposeAsync();
        }

        await _blob.DisposeAsync();
        await _chunk.DisposeAsync();
    }

    private void EndChunk()
    {
        if (_json is null)
        {
            return;
        }

        _json.WriteEndArray();
        _json.Dispose();
        _packer!.Dispose();
        _json = null;
        var end = (_ends.Count == 0 ? 0 : _ends[^1]) + _chunk.Length;
        if (end > BytesMax)
        {
            throw new Engine.DuckException("The result of the query is too large.");
        }

        // Into a file, without a wait: blobs are written into the system's cache, and waited for when they are kept.
        _blob.WriteAsync(_chunk.GetBuffer().AsMemory(0, (int)_chunk.Length), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        _ends.Add(end);
        _chunk.SetLength(0);
    }
}
