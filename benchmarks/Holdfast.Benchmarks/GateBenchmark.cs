using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>Signed reads through the whole gate, against the same Kestrel answering a constant, in one run.</summary>
internal static partial class GateBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 3;
    private const string Account = "111122223333";

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        await using var floor = await ServerProcess.StartAsync(
            _ => Environment.ProcessPath!, _ => "floor", port => port.ToString(CultureInfo.InvariantCulture));
        var requests = await PrepareAsync(holdfast.Port);
        var floors = new List<LoadResult>();
        var results = requests.Keys.ToDictionary(name => name, _ => new List<LoadResult>(), StringComparer.Ordinal);
        await LoadGenerator.RepeatAsync(floor.Port, Connections, requests["GetUser"], duration / 2);
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, requests["GetUser"], duration / 2);
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await LoadGenerator.RepeatAsync(floor.Port, Connections, requests["GetUser"], duration));
            foreach (var (name, each) in requests)
            {
                results[name].Add(await LoadGenerator.RepeatAsync(holdfast.Port, Connections, each, duration));
            }
        }

        var bound = Median(floors);
        Console.WriteLine($"{"floor (constant)",-24} {bound}");
        foreach (var (name, each) in results)
        {
            var median = Median(each);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {median}   ratio to the floor {median.PerSecond / bound.PerSecond:N2}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident after the load  {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
        return 0;
    }

    private static LoadResult Median(List<LoadResult> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);

    // An ordinary user with an ordinary policy: every call is judged, none is root's.
    private static async Task<Dictionary<string, byte[][]>> PrepareAsync(int port)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var connection = new WireConnection();
        await connection.ConnectAsync(port, CancellationToken.None);
        var root = new QuerySigner(Account, "test", "iam", "2010-05-08");
        await ExpectAsync(root.Sign(now, "CreateUser", ("UserName", "bench")));
        await ExpectAsync(root.Sign(now, "PutUserPolicy", ("UserName", "bench"), ("PolicyName", "read"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:Get*","iam:List*"],"Resource":"*"}]}""")));
        var answer = await ExpectAsync(root.Sign(now, "CreateAccessKey", ("UserName", "bench")));
        var id = KeyId().Match(answer).Groups["value"].Value;
        var secret = Secret().Match(answer).Groups["value"].Value;
        var iam = new QuerySigner(id, secret, "iam", "2010-05-08");
        var sts = new QuerySigner(id, secret, "sts", "2011-06-15");
        return new(StringComparer.Ordinal)
        {
            ["GetUser"] = [iam.Sign(now, "GetUser", ("UserName", "bench"))],
            ["GetCallerIdentity"] = [sts.Sign(now, "GetCallerIdentity")],
        };

        async Task<string> ExpectAsync(byte[] request)
        {
            var status = await connection.SendAsync(request, CancellationToken.None);
            var text = Encoding.UTF8.GetString(connection.LastAnswer.Span);
            return status == 200 ? text : throw new InvalidOperationException(text);
        }
    }

    [GeneratedRegex("<AccessKeyId>(?<value>[A-Z0-9]+)</AccessKeyId>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex KeyId();

    [GeneratedRegex("<SecretAccessKey>(?<value>[^<]+)</SecretAccessKey>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
