using System.Diagnostics;
using System.Globalization;
using System.Text;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;
using Microsoft.Data.Sqlite;

namespace Holdfast.Benchmarks;

/// <summary>Durable CreateUser through the wire, against bare SQLite committing rows of the same number and size in groups, in one run.</summary>
internal static class CreateUserBenchmark
{
    private const int Connections = 64;

    // IAM's quota is 5,000 users an account, so each connection works in an account of its own.
    private const int AccountsFrom = 100_000;
    private const int RecordBytes = 320;
    private const int ChangeBytes = 360;
    private const int EventBytes = 1_100;

    public static async Task<int> RunAsync(string server, int requests)
    {
        var now = TimeProvider.System.GetUtcNow();
        var perConnection = requests / Connections;
        var prepared = new byte[perConnection * Connections][];
        for (var connection = 0; connection < Connections; connection++)
        {
            var signer = new QuerySigner($"{AccountsFrom + connection:D12}", "test", "iam", "2010-05-08");
            for (var i = 0; i < perConnection; i++)
            {
                prepared[(i * Connections) + connection] = signer.Sign(now, "CreateUser", ("UserName", $"user-{i:D6}"), ("Path", "/bench/"));
            }
        }

        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        var warm = prepared[..(prepared.Length / 5)];
        await LoadGenerator.SendEachAsync(holdfast.Port, Connections, warm);
        var before = Bare(perConnection * Connections);
        var result = await LoadGenerator.SendEachAsync(holdfast.Port, Connections, prepared[warm.Length..]);
        var after = Bare(perConnection * Connections);
        var bare = (before + after) / 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"bare SQLite, groups of 64",-26} {bare,9:N0} /s   ({before:N0} before, {after:N0} after)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"CreateUser, 64 connections",-26} {result}   ratio to bare SQLite {result.PerSecond / bare:N2}"));
        return 0;
    }

    // One row for the record, one for the change, one for the event, 64 of each in a transaction that is flushed to the disk.
    private static double Bare(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bare-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "bare.db")};Pooling=False");
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            Execute(connection, """
                CREATE TABLE record(collection TEXT, key TEXT, sequence INTEGER, json BLOB, PRIMARY KEY(collection, key)) WITHOUT ROWID;
                CREATE TABLE change(sequence INTEGER PRIMARY KEY, collection TEXT, key TEXT, after BLOB);
                CREATE TABLE event(sequence INTEGER PRIMARY KEY, at INTEGER, data BLOB);
                """);
            var start = Stopwatch.GetTimestamp();
            for (var done = 0; done < rows; done += Connections)
            {
                using var transaction = connection.BeginTransaction();
                Insert(connection, transaction, done, Math.Min(Connections, rows - done));
                transaction.Commit();
            }

            return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, int from, int count)
    {
        using var record = Command("INSERT INTO record VALUES('iam/users', $key, $sequence, $data)");
        using var change = Command("INSERT INTO change VALUES($sequence, 'iam/users', $key, $data)");
        using var entry = Command("INSERT INTO event VALUES($sequence, 0, $data)");
        for (var i = from; i < from + count; i++)
        {
            Run(record, i, RecordBytes);
            Run(change, i, ChangeBytes);
            Run(entry, i, EventBytes);
        }

        SqliteCommand Command(string text)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = text;
            command.Parameters.Add("$key", SqliteType.Text);
            command.Parameters.Add("$sequence", SqliteType.Integer);
            command.Parameters.Add("$data", SqliteType.Blob);
            return command;
        }

        static void Run(SqliteCommand command, int number, int bytes)
        {
            command.Parameters["$key"].Value = string.Create(CultureInfo.InvariantCulture, $"{AccountsFrom + (number % Connections):D12}/user-{number:D6}");
            command.Parameters["$sequence"].Value = number;
            command.Parameters["$data"].Value = Encoding.ASCII.GetBytes(new string('x', bytes));
            command.ExecuteNonQuery();
        }
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
