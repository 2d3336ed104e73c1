using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Benchmarks.Load;
using Holdfast.Wire;

namespace Holdfast.Benchmarks;

/// <summary>AssumeRole through the whole gate, judged on both sides and recorded with its answer, against the same Kestrel answering a constant, in one run.</summary>
internal static partial class AssumeRoleBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 3;
    private const string Account = "111122223333";

    public static async Task<int> RunAsync(string server, TimeSpan duration)
    {
        await using var holdfast = await ServerProcess.HoldfastAsync(server);
        await using var floor = await ServerProcess.StartAsync(
            _ => Environment.ProcessPath!, _ => "floor", port => port.ToString(CultureInfo.InvariantCulture));
        var request = await PrepareAsync(holdfast.Port);
        var floors = new List<LoadResult>();
        var results = new List<LoadResult>();
        await LoadGenerator.RepeatAsync(floor.Port, Connections, request, duration / 2);
        await LoadGenerator.RepeatAsync(holdfast.Port, Connections, request, duration / 2);
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await LoadGenerator.RepeatAsync(floor.Port, Connections, request, duration));
            results.Add(await LoadGenerator.RepeatAsync(holdfast.Port, Connections, request, duration));
        }

        var bound = Median(floors);
        var median = Median(results);
        Console.WriteLine($"{"floor (constant)",-24} {bound}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"AssumeRole",-24} {median}   ratio to the floor {median.PerSecond / bound.PerSecond:N2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident after the load  {holdfast.ResidentBytes / 1048576.0:N0} MiB"));
        return 0;
    }

    private static LoadResult Median(List<LoadResult> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);

    // A user who may assume a role that trusts the account: both sides are judged, and each call is recorded with its answer.
    private static async Task<byte[][]> PrepareAsync(int port)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var connection = new WireConnection();
        await connection.ConnectAsync(port, CancellationToken.None);
        var root = new QuerySigner(Account, "test", "iam", "2010-05-08");
        await ExpectAsync(root.Sign(now, "CreateUser", ("UserName", "bench")));
        await ExpectAsync(root.Sign(now, "PutUserPolicy", ("UserName", "bench"), ("PolicyName", "assume"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""")));
        await ExpectAsync(root.Sign(now, "CreateRole", ("RoleName", "bench"), ("AssumeRolePolicyDocument",
            $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{{Account}}}"},"Action":"sts:AssumeRole"}]}""")));
        var answer = await ExpectAsync(root.Sign(now, "CreateAccessKey", ("UserName", "bench")));
        var sts = new QuerySigner(KeyId().Match(answer).Groups["value"].Value, Secret().Match(answer).Groups["value"].Value, "sts", "2011-06-15");
        return [sts.Sign(now, "AssumeRole", ("RoleArn", $"arn:aws:iam::{Account}:role/bench"), ("RoleSessionName", "bench"))];

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
