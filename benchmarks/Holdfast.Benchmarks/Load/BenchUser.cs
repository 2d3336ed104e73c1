using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Wire;

namespace Holdfast.Benchmarks.Load;

/// <summary>An ordinary user with an ordinary policy, who makes the calls that are measured: every one is judged, none is root's.</summary>
internal sealed partial class BenchUser : IDisposable
{
    /// <summary>The name of the user.</summary>
    public const string Name = "bench";

    /// <summary>The account of the user.</summary>
    public const string Account = "111122223333";

    private const string EndOfHead = "\r\n\r\n";

    private readonly WireConnection _connection = new();

    private BenchUser()
    {
    }

    /// <summary>The access key's id.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>The access key's secret.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The instant with which requests are signed.</summary>
    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Makes requests of IAM as the root of the account.</summary>
    public QuerySigner Root { get; } = new(Account, "test", "iam", "2010-05-08");

    /// <summary>Makes the user, who may do what a statement's actions say on everything.</summary>
    /// <param name="port">The port of the server.</param>
    /// <param name="actions">The actions as JSON: a text or a list.</param>
    public static async Task<BenchUser> CreateAsync(int port, string actions)
    {
        var user = new BenchUser();
        await user._connection.ConnectAsync(port, CancellationToken.None);
        await user.ExpectAsync(user.Root.Sign(user.Now, "CreateUser", ("UserName", Name)));
        await user.ExpectAsync(user.Root.Sign(user.Now, "PutUserPolicy", ("UserName", Name), ("PolicyName", "bench"),
            ("PolicyDocument", $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":{{{actions}}},"Resource":"*"}]}""")));
        var answer = await user.ExpectAsync(user.Root.Sign(user.Now, "CreateAccessKey", ("UserName", Name)));
        user.KeyId = KeyIdElement().Match(answer).Groups["value"].Value;
        user.Secret = SecretElement().Match(answer).Groups["value"].Value;
        return user;
    }

    /// <summary>Makes requests of a query service as the user.</summary>
    public QuerySigner Query(string service, string version) => new(KeyId, Secret, service, version);

    /// <summary>Sends a request that must succeed, and gives the body of the answer.</summary>
    public async Task<string> ExpectAsync(byte[] request)
    {
        var status = await _connection.SendAsync(request, CancellationToken.None);
        var text = Encoding.UTF8.GetString(_connection.LastAnswer.Span);
        return status == 200 ? text[(text.IndexOf(EndOfHead, StringComparison.Ordinal) + EndOfHead.Length)..] : throw new InvalidOperationException(text);
    }

    public void Dispose() => _connection.Dispose();

    [GeneratedRegex("<AccessKeyId>(?<value>[A-Z0-9]+)</AccessKeyId>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex KeyIdElement();

    [GeneratedRegex("<SecretAccessKey>(?<value>[^<]+)</SecretAccessKey>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretElement();
}
