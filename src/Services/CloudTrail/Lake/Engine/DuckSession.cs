using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Holdfast.Services.CloudTrail.Lake.Engine;

/// <summary>A DuckDB of its own, in memory, which ends with its one use: a query, or the writing of a file of events.</summary>
/// <remarks>
/// Nothing is shared between two of them, so a query can see only what was put into its own. Until <see cref="Lock"/> it may do everything; after it,
/// it reads the files that were named, and neither loads extensions nor changes its settings.
/// </remarks>
internal sealed unsafe class DuckSession : IDisposable
{
    private const int TypeBytes = 18;
    private const int TypeTimestamp = 12;
    private const int TypeText = 17;
    private const int TypeList = 24;
    private const int TypeStruct = 25;
    private const int TypeMap = 26;
    private const int TypeZonedTimestamp = 31;
    private const int InlineTextMax = 12;
    private const int TextBytes = 16;
    private const int TextBytesMax = 32 << 20;

    private nint _database;
    private nint _connection;

    /// <summary>Opens an empty one.</summary>
    /// <param name="memory">The memory that it may use.</param>
    /// <param name="threads">The threads that it may use.</param>
    public DuckSession(long memory, int threads)
    {
        if (NativeDuck.Open(path: null, out _database) != 0 || NativeDuck.Connect(_database, out _connection) != 0)
        {
            throw new DuckException("The query engine cannot be opened.");
        }

        Run($"SET memory_limit='{memory}B'");
        Run($"SET threads={threads}");
        Run("SET TimeZone='UTC'");
        Run("SET temp_directory=''");
        Run("SET autoinstall_known_extensions=false");
        Run("SET autoload_known_extensions=false");
    }

    /// <summary>From here on it reads only files that are named, and its settings stay as they are.</summary>
    /// <param name="files">The files.</param>
    public void Lock(IEnumerable<string> files)
    {
        Run($"SET allowed_paths=[{string.Join(',', files.Select(Quote))}]");
        Run("SET enable_external_access=false");
        Run("SET lock_configuration=true");
    }

    /// <summary>A text as SQL writes it.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name as SQL writes it.</summary>
    public static string QuoteName(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Runs a statement whose answer does not matter.</summary>
    /// <exception cref="DuckException">It was refused.</exception>
    public void Run(string sql) => Run(_connection, sql);

    /// <summary>Runs statements whose answers do not matter at the same time, each on a connection of its own.</summary>
    /// <exception cref="DuckException">One was refused.</exception>
    public void RunTogether(IReadOnlyList<string> statements)
    {
        var refusals = new ConcurrentQueue<DuckException>();
        Parallel.ForEach(statements, statement =>
        {
            if (NativeDuck.Connect(_database, out var connection) != 0)
            {
                refusals.Enqueue(new("The query engine cannot be opened."));
                return;
            }

            try
            {
                Run(connection, statement);
            }
            catch (DuckException refusal)
            {
                refusals.Enqueue(refusal);
            }
            finally
            {
                NativeDuck.Disconnect(ref connection);
            }
        });
        if (refusals.TryPeek(out var first))
        {
            throw new DuckException(first.Message);
        }
    }

    /// <summary>Asks for one text.</summary>
    /// <param name="sql">The statement, whose answer is one column of text.</param>
    /// <param name="parameters">The texts of its parameters.</param>
    public string? Ask(string sql, params ReadOnlySpan<string> parameters)
    {
        string? answer = null;
        Read(sql, parameters, row => answer = row[0]);
        return answer;
    }

    /// <summary>Runs a statement whose columns are all text, row by row.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The texts of its parameters.</param>
    /// <param name="take">Takes a row; the array is its own.</param>
    /// <exception cref="DuckException">It was refused, or interrupted.</exception>
    public void Read(string sql, ReadOnlySpan<string> parameters, Action<string?[]> take)
    {
        var statement = Prepare(sql);
        try
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var text = Encoding.UTF8.GetBytes(parameters[i]);
                fixed (byte* start = text)
                {
                    _ = NativeDuck.BindText(statement, (ulong)i + 1, start, (ulong)text.Length);
                }
            }

            var state = NativeDuck.ExecutePrepared(statement, out var result);
            try
            {
                if (state != 0)
                {
                    throw new DuckException(TextOf(NativeDuck.ResultError(ref result)) ?? "The query engine refused a statement.");
                }

                ReadAll(result, take);
            }
            finally
            {
                NativeDuck.DestroyResult(ref result);
            }
        }
        finally
        {
            NativeDuck.DestroyPrepare(ref statement);
        }
    }

    /// <summary>Tells the columns that a statement would give, without running it.</summary>
    /// <exception cref="DuckException">It cannot be understood.</exception>
    public IReadOnlyList<(string Name, DuckType Type)> Describe(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            var columns = new (string, DuckType)[(int)NativeDuck.PreparedColumnCount(statement)];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = (Taken(NativeDuck.PreparedColumnName(statement, (ulong)i)), TypeOf(NativeDuck.PreparedColumnType(statement, (ulong)i)));
            }

            return columns;
        }
        finally
        {
            NativeDuck.DestroyPrepare(ref statement);
        }
    }

    /// <summary>Puts texts into a table of one column.</summary>
    public void Append(string table, IEnumerable<ReadOnlyMemory<byte>> texts)
    {
        if (NativeDuck.CreateAppender(_connection, schema: null, table, out var appender) != 0)
        {
            throw new DuckException("The query engine takes no rows.");
        }

        var failed = 0;
        foreach (var text in texts)
        {
            fixed (byte* start = text.Span)
            {
                failed |= NativeDuck.AppendText(appender, start, (ulong)text.Length) | NativeDuck.EndRow(appender);
            }
        }

        failed |= NativeDuck.DestroyAppender(ref appender);
        if (failed != 0)
        {
            throw new DuckException("The query engine did not take all rows.");
        }
    }

    /// <summary>Has the statement under way, if there is one, end with an error.</summary>
    public void Interrupt() => NativeDuck.Interrupt(_connection);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeDuck.Disconnect(ref _connection);
        NativeDuck.Close(ref _database);
    }

    private static void Run(nint connection, string sql)
    {
        var state = NativeDuck.Query(connection, sql, out var result);
        var error = state == 0 ? null : TextOf(NativeDuck.ResultError(ref result));
        NativeDuck.DestroyResult(ref result);
        if (state != 0)
        {
            throw new DuckException(error ?? "The query engine refused a statement.");
        }
    }

    private nint Prepare(string sql)
    {
        if (NativeDuck.Prepare(_connection, sql, out var statement) == 0)
        {
            return statement;
        }

        var error = TextOf(NativeDuck.PrepareError(statement));
        NativeDuck.DestroyPrepare(ref statement);
        throw new DuckException(error ?? "The query engine refused a statement.");
    }

    private static void ReadAll(NativeDuck.Result result, Action<string?[]> take)
    {
        var width = (int)NativeDuck.ColumnCount(ref result);
        while (NativeDuck.FetchChunk(result) is var chunk && chunk != 0)
        {
            try
            {
                var rows = (int)NativeDuck.ChunkSize(chunk);
                if (rows == 0)
                {
                    return;
                }

                for (var row = 0; row < rows; row++)
                {
                    var values = new string?[width];
                    for (var column = 0; column < width; column++)
                    {
                        values[column] = ValueOf(NativeDuck.ChunkVector(chunk, (ulong)column), row);
                    }

                    take(values);
                }
            }
            finally
            {
                NativeDuck.DestroyChunk(ref chunk);
            }
        }
    }

    private static string? ValueOf(nint vector, int row)
    {
        var validity = NativeDuck.VectorValidity(vector);
        if (validity is not null && (validity[row / 64] & (1UL << (row % 64))) == 0)
        {
            return null;
        }

        var text = NativeDuck.VectorData(vector) + (row * TextBytes);
        var length = *(uint*)text;
        if (length > TextBytesMax)
        {
            throw new DuckException("A value of the result is too large.");
        }

        return Encoding.UTF8.GetString(length <= InlineTextMax ? text + sizeof(int) : *(byte**)(text + 8), (int)length);
    }

    private static DuckType TypeOf(nint type)
    {
        try
        {
            return NativeDuck.TypeId(type) switch
            {
                TypeText => new(DuckTypeKind.Text, []),
                TypeBytes => new(DuckTypeKind.Bytes, []),
                TypeTimestamp => new(DuckTypeKind.Timestamp, []),
                TypeZonedTimestamp => new(DuckTypeKind.ZonedTimestamp, []),
                TypeList => new(DuckTypeKind.List, [("", TypeOf(NativeDuck.ListChild(type)))]),
                TypeMap => new(DuckTypeKind.Map, [("key", TypeOf(NativeDuck.MapKey(type))), ("value", TypeOf(NativeDuck.MapValue(type)))]),
                TypeStruct => new(DuckTypeKind.Row, [.. FieldsOf(type)]),
                _ => new(DuckTypeKind.Plain, []),
            };
        }
        finally
        {
            NativeDuck.DestroyType(ref type);
        }
    }

    private static List<(string, DuckType)> FieldsOf(nint type)
    {
        var fields = new List<(string, DuckType)>();
        for (var i = 0UL; i < NativeDuck.StructCount(type); i++)
        {
            fields.Add((Taken(NativeDuck.StructName(type, i)), TypeOf(NativeDuck.StructChild(type, i))));
        }

        return fields;
    }

    private static string? TextOf(nint text) => Marshal.PtrToStringUTF8(text);

    // A text that is given away by the engine and freed by the one who takes it.
    private static string Taken(nint text)
    {
        var taken = Marshal.PtrToStringUTF8(text) ?? "";
        NativeDuck.Free(text);
        return taken;
    }
}
