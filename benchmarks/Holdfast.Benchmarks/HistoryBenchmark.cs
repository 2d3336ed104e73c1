using System.Diagnostics;
using System.Globalization;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.Iam;
using Holdfast.Store;
using Holdfast.Store.Sqlite;

namespace Holdfast.Benchmarks;

/// <summary>An event history of many calls: how it is filled through the recorder, what an event takes on the disk, and how long a lookup by each attribute takes.</summary>
internal static class HistoryBenchmark
{
    private const int EventsPerCommit = 1_000;
    private const int Users = 1_000;
    private const int Lookups = 200;

    /// <summary>The stream that is filled.</summary>
    public static string Stream { get; } = AuditStream.NameOf(new("111122223333"), new("us-east-1"));

    private static readonly AccountId s_account = new("111122223333");
    private static readonly Region s_region = new("us-east-1");
    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(int events)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bench-");
        try
        {
            var (eventIds, resident) = await FillAsync(folder, events);
            await using var store = SqliteStore.Open(new() { Folder = folder.FullName });
            var bytes = folder.EnumerateFiles("store.db*").Sum(static file => file.Length);
            Report("on the disk", $"{(double)bytes / events:N0} bytes an event, indexes included");
            Report("resident", $"{resident / 1048576.0:N0} MiB after a tenth, {Environment.WorkingSet / 1048576.0:N0} MiB at the end");
            foreach (var (attribute, values) in ValuesOf(events, eventIds))
            {
                await LookupAsync(store, attribute, values, s_start.AddMilliseconds(events * 100.0));
            }

            Report("resident", $"{Environment.WorkingSet / 1048576.0:N0} MiB after the lookups");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The attributes and, for each, what is looked for: what many events have, what few have, and what one has.
    private static IEnumerable<(string Attribute, string[] Values)> ValuesOf(int events, List<string> eventIds)
    {
        var random = new Random(2030);
        yield return ("EventId", [.. Enumerable.Range(0, Lookups).Select(_ => eventIds[random.Next(eventIds.Count)])]);
        yield return ("EventName", ["CreateUser", "GetUser", "DeleteUser"]);
        yield return ("EventSource", ["iam.amazonaws.com", "sts.amazonaws.com"]);
        yield return ("ReadOnly", ["true", "false"]);
        yield return ("Username", [.. Enumerable.Range(0, Lookups).Select(_ => $"caller-{random.Next(Users)}")]);
        yield return ("AccessKeyId", [.. Enumerable.Range(0, Lookups).Select(_ => KeyOf(random.Next(Users)))]);
        yield return ("ResourceType", ["AWS::IAM::User"]);
        yield return ("ResourceName", [.. Enumerable.Range(0, Lookups).Select(_ => $"user-{random.Next(events / 3)}")]);
    }

    /// <summary>Fills the history of the account in a folder through the recorder.</summary>
    /// <returns>Ids of some events, and the resident bytes after a tenth.</returns>
    public static async Task<(List<string> EventIds, long Resident)> FillAsync(DirectoryInfo folder, int events)
    {
        var ids = new SystemIdSource();
        var recorder = new Recorder(ids);
        var iam = new IamService().Model;
        var (create, get, delete) = (iam.FindOperation("CreateUser")!, iam.FindOperation("GetUser")!, iam.FindOperation("DeleteUser")!);
        var callers = Enumerable.Range(0, Users).Select(CallerOf).ToArray();
        var eventIds = new List<string>();
        var resident = 0L;
        await using var store = SqliteStore.Open(new() { Folder = folder.FullName });
        var start = Stopwatch.GetTimestamp();
        for (var done = 0; done < events; done += EventsPerCommit)
        {
            CommitOutcome outcome;
            do
            {
                using var transaction = store.Begin(new Cause("fill", 0));
                for (var number = done; number < Math.Min(done + EventsPerCommit, events); number++)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"user-{number / 3}");
                    recorder.Record(transaction, new()
                    {
                        Operation = (number % 3) switch { 0 => create, 1 => get, _ => delete },
                        Caller = callers[number * 7919L % Users],
                        Account = s_account,
                        Region = s_region,
                        Now = s_start.AddMilliseconds(number * 100.0),
                        RequestId = ids.NewGuid().ToString(),
                        Request = new() { SourceIp = "192.0.2.1", UserAgent = "aws-cli/2.17.1 md/awscrt#1.0.0 ua/2.0 os/linux#6.8", Host = "iam.amazonaws.com", IsSecure = false },
                        Input = (number % 3) switch
                        {
                            0 => new CreateUserRequest { UserName = name, Path = "/teams/" },
                            1 => new GetUserRequest { UserName = name },
                            _ => new DeleteUserRequest { UserName = name },
                        },
                    });
                }

                outcome = await store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
            }
            while (outcome == CommitOutcome.Conflict);
            if (done % (events / 10) < EventsPerCommit)
            {
                resident = resident == 0 && done > 0 ? Environment.WorkingSet : resident;
                eventIds.AddRange(await IdsAsync(store, done));
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        Report("filled", $"{events:N0} events, {events / elapsed.TotalSeconds:N0} /s");
        return (eventIds, resident);
    }

    private static async Task<IEnumerable<string>> IdsAsync(SqliteStore store, int after)
    {
        using var transaction = store.Begin(new Cause("ids", 0));
        var entries = await transaction.SearchStreamAsync(new() { Stream = AuditStream.NameOf(s_account, s_region), AfterSequence = after, Limit = 50 }, CancellationToken.None);
        return [.. entries.Select(static entry => System.Text.Json.JsonDocument.Parse(entry.Payload).RootElement.GetProperty("eventID").GetString()!)];
    }

    private static async Task LookupAsync(SqliteStore store, string attribute, string[] values, DateTimeOffset now)
    {
        var lookup = new LookupEvents(new EventResources([new IamService().Model]), new EventHistoryOptions());
        var times = new List<double>(Lookups);
        var found = 0;
        for (var number = 0; number < Lookups; number++)
        {
            var request = new LookupEventsRequest { LookupAttributes = [new() { AttributeKey = attribute, AttributeValue = values[number % values.Length] }] };
            using var transaction = store.Begin(new Cause("lookup", 0));
            var start = Stopwatch.GetTimestamp();
            found += (await lookup.ExecuteAsync(request, CallOf(transaction, now), CancellationToken.None)).Events!.Count;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Report($"by {attribute}", $"p50 {times[Lookups / 2]:N2} ms   p99 {times[(int)(Lookups * 0.99) - 1]:N2} ms   {(double)found / Lookups:N1} events a page");
    }

    private static Call CallOf(ITransaction transaction, DateTimeOffset now) => new()
    {
        Account = s_account,
        Region = s_region,
        Caller = CallerOf(0),
        Now = now,
        Ids = new SystemIdSource(),
        Transaction = transaction,
        RequestId = "lookup",
        Request = new() { SourceIp = "192.0.2.1", UserAgent = "", Host = "", IsSecure = false },
    };

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"AKIAI44QH8DHB{number:D7}");

    private static Caller CallerOf(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"caller-{number}");
        return new()
        {
            Kind = CallerKind.User,
            Account = s_account,
            Arn = $"arn:aws:iam::{s_account}:user/{name}",
            PrincipalId = string.Create(CultureInfo.InvariantCulture, $"AIDACKCEVSQ6C{number:D7}"),
            UserName = name,
            AccessKeyId = KeyOf(number),
        };
    }

    private static void Report(string about, FormattableString what) => Console.WriteLine($"{about,-20} {what.ToString(CultureInfo.InvariantCulture)}");
}
