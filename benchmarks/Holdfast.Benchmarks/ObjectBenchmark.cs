using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>S3: objects of 64 MiB against the same Kestrel with plain files, objects of 1 KiB against GetUser, and the memory that a large upload takes.</summary>
internal sealed partial class ObjectBenchmark : IDisposable
{
    /// <summary>The bytes of the upload whose memory is measured, unless <c>--bytes</c> says otherwise.</summary>
    public const long UploadBytes = 1L << 30;

    private const string Bucket = "bench";
    private const int Large = 64 << 20;
    private const int LargeRounds = 15;
    private const int Small = 1 << 10;
    private const int SmallPuts = 20_000;
    private const int SmallObjects = 256;
    private const int Connections = 32;
    private const int Rounds = 3;
    private const int PartBytes = 256 << 20;

    private readonly byte[] _source = RandomNumberGenerator.GetBytes(Large);
    private readonly BenchUser _user;
    private readonly ObjectSigner _signer;
    private readonly ServerProcess _holdfast;
    private readonly ServerProcess _floor;

    private ObjectBenchmark(ServerProcess holdfast, ServerProcess floor, BenchUser user)
    {
        _holdfast = holdfast;
        _floor = floor;
        _user = user;
        _signer = new(user.KeyId, user.Secret);
    }

    /// <summary>Runs it.</summary>
    /// <param name="server">The server to measure.</param>
    /// <param name="duration">How long what is repeated is repeated.</param>
    /// <param name="uploadBytes">The bytes of the upload whose memory is measured.</param>
    /// <param name="part">The only part to run: <c>upload</c>, <c>large</c> or <c>small</c>; null for all.</param>
    public static async Task<int> RunAsync(string server, TimeSpan duration, long uploadBytes, string? part = null)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        await using var floor = await ServerProcess.StartAsync(
            _ => Environment.ProcessPath!, _ => "floor-files", port => port.ToString(CultureInfo.InvariantCulture));
        using var bench = new ObjectBenchmark(holdfast, floor, await BenchUser.CreateAsync(holdfast.Port, """["iam:GetUser","s3:*"]"""));
        bench.MakeBucket();
        if (part is null or "upload")
        {
            bench.MeasureUpload(uploadBytes);
        }

        if (part is null or "large")
        {
            bench.MeasureLarge();
        }

        if (part is null or "small")
        {
            await bench.MeasureSmallAsync(duration);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident after the load  {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
        return 0;
    }

    public void Dispose() => _user.Dispose();

    private void MakeBucket()
    {
        using var connection = new BodyConnection(_holdfast.Port, _source);
        connection.Send(new ObjectSigner(BenchUser.Account, "test").Sign(_user.Now, "PUT", $"/{Bucket}"));
    }

    private byte[] Head(string method, string target, long bytes = 0, string payload = "UNSIGNED-PAYLOAD")
        => _signer.Head(_user.Now, method, target, bytes, payload);

    // In turns, so that whatever else the machine does befalls all alike.
    private void MeasureLarge()
    {
        var target = $"/{Bucket}/large";
        var hash = Convert.ToHexStringLower(SHA256.HashData(_source));
        var (putFloor, put, putHashed) = (new List<LargeRun>(), new List<LargeRun>(), new List<LargeRun>());
        var (getFloor, get) = (new List<LargeRun>(), new List<LargeRun>());
        using var floor = new BodyConnection(_floor.Port, _source);
        using var holdfast = new BodyConnection(_holdfast.Port, _source);
        for (var round = 0; round <= LargeRounds; round++)
        {
            var runs = new[]
            {
                (putFloor, Run(_floor, floor, Head("PUT", target, Large), Large)),
                (put, Run(_holdfast, holdfast, Head("PUT", target, Large), Large)),
                (putHashed, Run(_holdfast, holdfast, Head("PUT", target, Large, hash), Large)),
                (getFloor, Run(_floor, floor, Head("GET", target))),
                (get, Run(_holdfast, holdfast, Head("GET", target))),
            };

            // The first is for warmth.
            foreach (var (list, run) in runs.Where(_ => round > 0))
            {
                list.Add(run);
            }
        }

        Tell("floor: PUT of 64 MiB", putFloor, putFloor);
        Tell("PUT of 64 MiB", put, putFloor);
        Tell("PUT of 64 MiB, hashed", putHashed, putFloor);
        Tell("floor: GET of 64 MiB", getFloor, getFloor);
        Tell("GET of 64 MiB", get, getFloor);
    }

    private static LargeRun Run(ServerProcess server, BodyConnection connection, byte[] head, long bytes = 0)
    {
        var before = server.ProcessorTime;
        var elapsed = connection.Send(head, bytes).Elapsed;
        return new(elapsed.TotalMilliseconds, (server.ProcessorTime - before).TotalMilliseconds);
    }

    private static void Tell(string what, List<LargeRun> runs, List<LargeRun> floor)
    {
        var (median, best, least) = (MedianOf(runs), runs.Min(static run => run.Elapsed), floor.Min(static run => run.Elapsed));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-24} median {median,6:N1} ms ({Large / 1000 / median:N0} MB/s), best {best,6:N1} ms   ratio to the floor {MedianOf(floor) / median:N2}, of the best {least / best:N2}   {runs.Average(static run => run.Processor):N0} ms of the server's processors"));
    }

    private static double MedianOf(List<LargeRun> runs) => runs.Select(static run => run.Elapsed).Order().ElementAt(runs.Count / 2);

    private async Task MeasureSmallAsync(TimeSpan duration)
    {
        var body = RandomNumberGenerator.GetBytes(Small);
        var getUser = new[] { _user.Query("iam", "2010-05-08").Sign(_user.Now, "GetUser", ("UserName", BenchUser.Name)) };
        var gets = Enumerable.Range(0, SmallObjects).Select(number => _signer.Sign(_user.Now, "GET", $"/{Bucket}/0/{number}")).ToArray();
        var (puts, floors, users, reads) = (new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round <= Rounds; round++)
        {
            var each = Enumerable.Range(0, SmallPuts).Select(number => _signer.Sign(_user.Now, "PUT", $"/{Bucket}/{round}/{number}", body)).ToArray();
            puts.Add(await TimedAsync(() => LoadGenerator.SendEachAsync(_holdfast.Port, Connections, each)));
            floors.Add(await LoadGenerator.SendEachAsync(_floor.Port, Connections, each));
            users.Add(await TimedAsync(() => LoadGenerator.RepeatAsync(_holdfast.Port, Connections, getUser, duration)));
            reads.Add(await TimedAsync(() => LoadGenerator.RepeatAsync(_holdfast.Port, Connections, gets, duration)));
        }

        var (put, floor, user, get) = (MedianOf(puts), MedianOf(floors), MedianOf(users), MedianOf(reads));
        Console.WriteLine($"{"floor: PUT of 1 KiB",-24} {floor}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"PUT of 1 KiB, durable",-24} {put}   ratio to a synced file each {put.PerSecond / floor.PerSecond:N2}"));
        Console.WriteLine($"{"GetUser",-24} {user}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"GET of 1 KiB",-24} {get}   ratio to GetUser {get.PerSecond / user.PerSecond:N2}"));
    }

    // What the server's processors did for each request depends less on the company than the time does.
    private async Task<LoadResult> TimedAsync(Func<Task<LoadResult>> run)
    {
        var before = _holdfast.ProcessorTime;
        var result = await run();
        return result with { ServerTime = (_holdfast.ProcessorTime - before) / result.Requests };
    }

    // The first is for warmth.
    private static LoadResult MedianOf(List<LoadResult> results) => LoadResult.Median([.. results.Skip(1)]);

    private void MeasureUpload(long bytes)
    {
        var target = $"/{Bucket}/huge";
        using var connection = new BodyConnection(_holdfast.Port, _source);
        connection.Send(Head("PUT", target, Large), Large);
        var before = _holdfast.ResidentBytes;
        var most = before;
        using (new Timer(_ => most = Math.Max(most, _holdfast.ResidentBytes), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20)))
        {
            var upload = UploadIdElement().Match(connection.Send(Head("POST", $"{target}?uploads=")).Answer).Groups["value"].Value;
            var parts = new StringBuilder("<CompleteMultipartUpload>");
            var number = 1;
            for (var sent = 0L; sent < bytes; sent += PartBytes, number++)
            {
                var length = Math.Min(PartBytes, bytes - sent);
                var answer = connection.Send(Head("PUT", $"{target}?partNumber={number}&uploadId={upload}", length), length).Answer;
                parts.Append(CultureInfo.InvariantCulture, $"<Part><PartNumber>{number}</PartNumber><ETag>{ETagHeader().Match(answer).Groups["value"].Value}</ETag></Part>");
            }

            connection.Send(_signer.Sign(_user.Now, "POST", $"{target}?uploadId={upload}", Encoding.UTF8.GetBytes(parts.Append("</CompleteMultipartUpload>").ToString())));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"upload of {bytes / 1073741824.0:N1} GiB in parts of {PartBytes >> 20} MiB: resident {before / 1048576.0:N0} MiB before, {most / 1048576.0:N0} MiB at most, {(most - before) / 1048576.0:N0} MiB added"));
        connection.Send(Head("DELETE", target));
    }

    // Both in milliseconds.
    private sealed record LargeRun(double Elapsed, double Processor);

    [GeneratedRegex("<UploadId>(?<value>[^<]+)</UploadId>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UploadIdElement();

    [GeneratedRegex("\r\nETag: (?<value>\"[^\"]+\")", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ETagHeader();
}
