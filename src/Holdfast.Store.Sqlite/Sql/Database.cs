using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Holdfast.Store.Sqlite.Sql;

/// <summary>One connection, its handle and its prepared statements' maker.</summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];

    private Database(SqliteConnection connection)
    {
        _connection = connection;
        Handle = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
    }

    /// <summary>The handle of SQLite.</summary>
    public sqlite3 Handle { get; }

    /// <summary>Whether no transaction is open.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>Opens a connection to a file, or to memory when there is none.</summary>
    public static Database Open(string? file, string? fileSystem)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Mode = file is null ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        if (fileSystem is not null)
        {
            text.Vfs = fileSystem;
        }

        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            return new Database(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        var prepared = new Statement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    /// <summary>Runs statements that give nothing back.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    /// <summary>Runs a statement and gives its first value.</summary>
    public string? Scalar(string sql)
    {
        Check(raw.sqlite3_prepare_v2(Handle, sql, out var handle));
        using var statement = new Statement(this, handle);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>Throws when SQLite says no.</summary>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Throw(code);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    [DoesNotReturn]
    private void Throw(int code)
        => throw new SqliteException(
            raw.sqlite3_errmsg(Handle).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(Handle));
}
