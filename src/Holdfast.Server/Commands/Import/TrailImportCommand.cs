using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Server.Configuration;
using Holdfast.Services.CloudTrail.Import;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Store;
using Holdfast.Store.Sqlite;

namespace Holdfast.Server.Commands.Import;

/// <summary>The command <c>import trail</c>: brings log files that CloudTrail delivered into the event history of a data folder, and into an event data store there.</summary>
/// <remarks>It writes into the folder itself, which no server may have in use: AWS has no call that puts events into the history.</remarks>
internal static class TrailImportCommand
{
    private const int ExitIncomplete = 2;
    private static readonly TimeSpan s_progressPeriod = TimeSpan.FromSeconds(2);

    /// <summary>Makes <c>trail</c>.</summary>
    public static Command Make()
    {
        var path = new Argument<string>("path") { Description = "A log file, or a folder with log files in whatever folders: as a trail delivers them, or unpacked." };
        var data = new Option<string?>("--data") { Description = $"The data folder; HOLDFAST_DATA, or {ServerOptions.DefaultData}, unless given. No server may use it meanwhile." };
        var lake = new Option<string?>("--event-data-store") { Description = "The name, the ID or the ARN of an event data store that gets the events too, data events among them." };
        var trail = new Command("trail", "Brings the events of log files that CloudTrail delivered into the event history.");
        trail.Arguments.Add(path);
        trail.Options.Add(data);
        trail.Options.Add(lake);
        trail.SetAction((result, cancellation) => RunAsync(
            result.GetValue(path)!,
            result.GetValue(data) ?? Environment.GetEnvironmentVariable("HOLDFAST_DATA") ?? ServerOptions.DefaultData,
            result.GetValue(lake),
            Console.Out,
            cancellation));
        return trail;
    }

    /// <summary>Imports what is under a path.</summary>
    /// <returns>Zero when all of it could be read, two when something could not, one when nothing could be done.</returns>
    public static async Task<int> RunAsync(string path, string data, string? lake, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var files = LogFolder.Find(path);
            if (!Directory.Exists(data))
            {
                throw new ImportException($"There is no data folder '{data}'. Start a server once, or name its folder with --data.");
            }

            await using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = Path.GetFullPath(data) });
            var clock = new VirtualClock(TimeProvider.System);
            await clock.RestoreAsync(store, cancellationToken);
            var options = new LakeOptions { ScratchFolder = Path.Combine(Path.GetFullPath(data), "lake-scratch") };
            var destination = lake is null ? null : await FindAsync(store, lake, options, cancellationToken);
            var import = new HistoryImport(store, new EventResources(ServiceCatalog.All().Select(static service => service.Model)), clock, destination);
            try
            {
                return await RunAsync(import, files, output, cancellationToken);
            }
            finally
            {
                destination?.Clear();
            }
        }
        catch (Exception impossible) when (impossible is ImportException or IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{path} cannot be imported. {impossible.Message}");
        }
        catch (Exception unusable) when (unusable is StoreFormatException or StoreUnavailableException)
        {
            await output.WriteLineAsync($"The data folder '{data}' cannot be used; end the server that uses it. {unusable.Message}");
        }

        return 1;
    }

    private static async Task<LakeDestination> FindAsync(SqliteStore store, string name, LakeOptions options, CancellationToken cancellationToken)
        => await LakeDestination.FindAsync(store, name, new SystemIdSource(), options, cancellationToken) switch
        {
            [var only] => only,
            [] => throw new ImportException($"There is no event data store '{name}' that takes events of trails. Make it with 'aws cloudtrail create-event-data-store' first."),
            var several => throw new ImportException($"Several event data stores have the name '{name}'. Name one by its ARN: {string.Join(", ", several.Select(static each => each.Arn))}."),
        };

    private static async Task<int> RunAsync(HistoryImport import, IReadOnlyList<string> files, TextWriter output, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var running = Task.Run(() => import.RunAsync(files, cancellationToken), cancellationToken);
        while (await Task.WhenAny(running, Task.Delay(s_progressPeriod, TimeProvider.System, CancellationToken.None)) != running)
        {
            await output.WriteLineAsync(ProgressOf(import.Tally, Stopwatch.GetElapsedTime(start)));
        }

        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("Ended before the end. What was imported is there; run it again, and it goes on.");
            return 1;
        }

        Report(import.Tally, Stopwatch.GetElapsedTime(start), output);
        return import.Tally.FaultCount == 0 ? 0 : ExitIncomplete;
    }

    private static string ProgressOf(ImportTally tally, TimeSpan elapsed)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.FilesDone:N0} of {tally.Files:N0} files, {tally.Imported:N0} events imported, {tally.Imported / elapsed.TotalSeconds:N0} a second");

    private static void Report(ImportTally tally, TimeSpan elapsed, TextWriter output)
    {
        output.WriteLine(ProgressOf(tally, elapsed));
        Line(tally.Given, "events are new in the event data store");
        Line(tally.FilesKnown, "files were imported by an earlier run");
        Line(tally.Doubled, "events were there already");
        Line(tally.TooOld, "events are older than ninety days, as far as the event history goes back, and are not in it");
        Line(tally.NotManagement, "events are data events, insights or network activity, which the event history does not have");
        foreach (var place in tally.Places)
        {
            output.WriteLine($"  {place}: look with 'aws cloudtrail lookup-events --region {place.Split(' ')[1]}' in account {place.Split(' ')[0]}");
        }

        if (tally.FaultCount > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Could not be read: {tally.FaultCount:N0}"));
            foreach (var fault in tally.Faults)
            {
                output.WriteLine("  " + fault);
            }

            Line(tally.FaultCount - tally.Faults.Count, "more");
        }

        void Line(long count, string about)
        {
            if (count > 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {about}"));
            }
        }
    }
}
