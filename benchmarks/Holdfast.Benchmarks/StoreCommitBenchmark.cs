using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Holdfast.Store;
using Holdfast.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Holdfast.Benchmarks;

/// <summary>Durable commits of a record, its change and its entry in the record of calls, from many callers, against bare SQLite committing rows of the same size in groups of the same size; and what a cached read costs.</summary>
internal static partial class StoreCommitBenchmark
{
    private const int Callers = 64;
    private const int Accounts = 64;
    private const int Finds = 2_000_000;

    public static async Task<int> RunAsync(int commits)
    {
        await StoreAsync(commits / 10, isReported: false);
        var bareBefore = Bare(commits);
        var (rate, perGroup) = await StoreAsync(commits, isReported: true);
        var bareAfter = Bare(commits);
        var bare = (bareBefore + bareAfter) / 2;
        Report("bare SQLite, groups of 64", $"{bare:N0} /s ({bareBefore:N0} before, {bareAfter:N0} after)");
        Report($"store, {Callers} callers", $"{rate:N0} /s, {perGroup:N1} commits a group, ratio to bare SQLite {rate / bare:N2}");
        await ReadAsync();
        return 0;
    }

    private static async Task<(double Rate, double PerGroup)> StoreAsync(int commits, bool isReported)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bench-");
        try
        {
            await using var store = SqliteStore.Open(new() { Folder = folder.FullName });
            var allocated = GC.GetTotalAllocatedBytes();
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(store, caller, commits / Callers))));
            var elapsed = Stopwatch.GetElapsedTime(start);
            var statistics = store.Statistics;
            if (isReported)
            {
                var bytes = folder.EnumerateFiles("store.db*").Sum(static file => file.Length);
                Report("on the disk, log included", $"{(double)bytes / commits:N0} bytes a commit");
                Report("allocated", $"{(GC.GetTotalAllocatedBytes() - allocated) / (double)commits:N0} bytes a commit");
            }

            return (statistics.Commits / elapsed.TotalSeconds, (double)statistics.Commits / statistics.Groups);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CallAsync(SqliteStore store, int caller, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = (caller * 1_000_000) + i;
            var account = (100_000_000_000 + (number % Accounts)).ToString(CultureInfo.InvariantCulture);
            CommitOutcome outcome;
            do
            {
                using var transaction = store.Begin(new Cause($"request-{number}", 0));
                var user = User.Of(account, number);
                if (await transaction.FindAsync<User>(user.Key, CancellationToken.None) is null
                    && await transaction.HasRoomAsync<User>(account + "/", 1_000_000, CancellationToken.None))
                {
                    transaction.Insert(user);
                }

                transaction.Append($"audit/{account}/us-east-1", EventOf(account, number));
                outcome = await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
            }
            while (outcome == CommitOutcome.Conflict);
        }
    }

    private static async Task ReadAsync()
    {
        await using var store = SqliteStore.Open(new() { Folder = null });
        using (var transaction = store.Begin(new Cause("given", 0)))
        {
            for (var i = 0; i < 1_000; i++)
            {
                transaction.Insert(User.Of("111122223333", i));
            }

            await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
        }

        var keys = Enumerable.Range(0, 1_000).Select(static i => User.Of("111122223333", i).Key).ToArray();
        for (var round = 0; round < 2; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Finds;)
            {
                using var transaction = store.Begin(new Cause("read", 0));
                for (var end = i + 8; i < end; i++)
                {
                    _ = await transaction.FindAsync<User>(keys[i % keys.Length], CancellationToken.None);
                }
            }

            var elapsed = Stopwatch.GetElapsedTime(start);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (round == 1)
            {
                Report("cached Find, eight in one transaction", $"{elapsed.TotalNanoseconds / Finds:N0} ns, {allocated / (double)Finds:N0} bytes each");
            }
        }
    }

    private static double Bare(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bare-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "bare.db")};Pooling=False");
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            Execute(connection, """
                CREATE TABLE record(collection INTEGER, key TEXT, version INTEGER, json BLOB, PRIMARY KEY(collection, key)) WITHOUT ROWID;
                CREATE TABLE change(sequence INTEGER PRIMARY KEY, collection INTEGER, key TEXT, after BLOB);
                CREATE TABLE entry(sequence INTEGER PRIMARY KEY, at INTEGER, data BLOB);
                """);
            using var record = Command(connection, "INSERT INTO record VALUES(1, $key, $sequence, $data)");
            using var change = Command(connection, "INSERT INTO change VALUES($sequence, 1, $key, $data)");
            using var entry = Command(connection, "INSERT INTO entry VALUES($sequence, 0, $data)");
            var start = Stopwatch.GetTimestamp();
            for (var done = 0; done < rows; done += Callers)
            {
                using var transaction = connection.BeginTransaction();
                record.Transaction = change.Transaction = entry.Transaction = transaction;
                for (var i = done; i < done + Callers; i++)
                {
                    var number = ((i % Callers) * 1_000_000) + (i / Callers);
                    var user = User.Of((100_000_000_000 + (number % Accounts)).ToString(CultureInfo.InvariantCulture), number);
                    var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(user, BenchmarkJson.Default.User);
                    Run(record, user.Key, i, json);
                    Run(change, user.Key, i, json);
                    Run(entry, user.Key, i, EventOf(user.Account, number).Payload.ToArray());
                }

                transaction.Commit();
            }

            return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.Add("$key", SqliteType.Text);
        command.Parameters.Add("$sequence", SqliteType.Integer);
        command.Parameters.Add("$data", SqliteType.Blob);
        return command;
    }

    private static void Run(SqliteCommand command, string key, int sequence, byte[] data)
    {
        command.Parameters[0].Value = key;
        command.Parameters[1].Value = sequence;
        command.Parameters[2].Value = data;
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    // As long as the record of a CreateUser is, and as hard to compress: ids differ, the rest does not.
    private static StreamAppend EventOf(string account, int number)
    {
        var (first, second) = (Hash(number), Hash(number + 7));
        var text = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA{{{first:X16}}}","arn":"arn:aws:iam::{{{account}}}:user/admin","accountId":"{{{account}}}","accessKeyId":"AKIA{{{account}}}EXAM","userName":"admin"},"eventTime":"2026-01-01T00:{{{number / 60 % 60:D2}}}:{{{number % 60:D2}}}Z","eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1","sourceIPAddress":"127.0.0.1","userAgent":"aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#standard","requestParameters":{"userName":"user-{{{number:D8}}}","path":"/bench/"},"responseElements":{"user":{"path":"/bench/","userName":"user-{{{number:D8}}}","userId":"AIDA{{{second:X16}}}","arn":"arn:aws:iam::{{{account}}}:user/bench/user-{{{number:D8}}}","createDate":"Jan 1, 2026, 12:00:00 AM"}},"requestID":"{{{first:x16}}}-{{{second:x16}}}","eventID":"{{{second:x16}}}-{{{first:x16}}}","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"{{{account}}}","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"iam.amazonaws.com"}}
            """);
        return new StreamAppend(
            DateTimeOffset.UnixEpoch.AddMilliseconds(number),
            Encoding.UTF8.GetBytes(text),
            [$"EventId={second:x16}-{first:x16}", "EventName=CreateUser", "ReadOnly=false", "Username=admin", "ResourceType=AWS::IAM::User",
                string.Create(CultureInfo.InvariantCulture, $"ResourceName=user-{number:D8}"), "EventSource=iam.amazonaws.com", $"AccessKeyId=AKIA{account}EXAM"]);
    }

    private static ulong Hash(int number)
    {
        var mixed = (ulong)number * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        return mixed ^ (mixed >> 27);
    }

    private static void Report(string what, FormattableString value)
        => Console.WriteLine($"{what,-40} {value.ToString(CultureInfo.InvariantCulture)}");

    internal sealed record User : IRecord<User>
    {
        public static RecordType<User> Type { get; } = new("bench/users", BenchmarkJson.Default.User);

        public required string Account { get; init; }

        public required string Name { get; init; }

        public required string Id { get; init; }

        public required string Path { get; init; }

        public required DateTimeOffset Created { get; init; }

        public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

        [JsonIgnore]
        public string Key => $"{Account}/{Name}";

        public static User Of(string account, int number) => new()
        {
            Account = account,
            Name = string.Create(CultureInfo.InvariantCulture, $"user-{number:D8}"),
            Id = string.Create(CultureInfo.InvariantCulture, $"AIDA{Hash(number):X16}"),
            Path = "/bench/",
            Created = DateTimeOffset.UnixEpoch,
        };
    }

    [JsonSerializable(typeof(User))]
    private sealed partial class BenchmarkJson : JsonSerializerContext;
}
