using System.IO.Compression;
using System.Text.Json;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Reads rows of an answer.</summary>
internal static class AnswerReader
{
    /// <summary>Reads rows from a place on.</summary>
    /// <exception cref="FileNotFoundException">The answer is gone.</exception>
    public static async ValueTask<IReadOnlyList<string?[]>> ReadAsync(IBlobStore blobs, QueryAnswer answer, int from, int count, CancellationToken cancellationToken)
    {
        var rows = new List<string?[]>(Math.Min(count, answer.Rows));
        if (from >= answer.Rows)
        {
            return rows;
        }

        using var blob = await blobs.OpenAsync(answer.Name, cancellationToken) ?? throw new FileNotFoundException("The answer of a query is missing.", answer.Name);
        while (rows.Count < count && from + rows.Count < answer.Rows)
        {
            var at = from + rows.Count;
            var chunk = await ChunkAsync(blob, answer, at / AnswerWriter.ChunkRows, cancellationToken);
            rows.AddRange(chunk.Skip(at % AnswerWriter.ChunkRows).Take(count - rows.Count));
        }

        return rows;
    }

    private static async ValueTask<List<string?[]>> ChunkAsync(IBlob blob, QueryAnswer answer, int number, CancellationToken cancellationToken)
    {
        var start = number == 0 ? 0 : answer.Ends[number - 1];
        var packed = new byte[answer.Ends[number] - start];
        for (var read = 0; read < packed.Length;)
        {
            read += await blob.ReadAsync(start + read, packed.AsMemory(read), cancellationToken);
        }

        await using var unpacker = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var document = await JsonDocument.ParseAsync(unpacker, cancellationToken: cancellationToken);
        return [.. document.RootElement.EnumerateArray().Select(static row => row.EnumerateArray().Select(static value => value.GetString()).ToArray())];
    }
}
