using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.SignIn;

/// <summary>A browser, as far as the sign-in sees one: it posts forms and keeps cookies.</summary>
internal sealed class Browser(TestServer server)
{
    public const string Prefix = "/_holdfast/signin";

    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>The cookies that it keeps.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>The host that it asks, when that is not the server's address.</summary>
    public string? Host { get; init; }

    /// <summary>Header lines that it sends along.</summary>
    public List<HeaderField> Headers { get; } = [];

    private string Root => Host is null ? Prefix : "";

    /// <summary>Posts a form.</summary>
    public Task<Reply> PostAsync(string path, params (string Name, string Value)[] fields) => PostRawAsync(path, Encode(fields));

    /// <summary>Posts a body as it is.</summary>
    public Task<Reply> PostRawAsync(string path, string body, string contentType = Form)
        => SendAsync("POST", path, body, new HeaderField("Content-Type", contentType));

    /// <summary>Asks for a page.</summary>
    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] query)
        => SendAsync("GET", query.Length == 0 ? path : $"{path}?{Encode(query)}", "");

    /// <summary>Signs in as an IAM user of the default account.</summary>
    public Task<Reply> SignInAsync(string user, string password, params (string Name, string Value)[] more)
        => PostAsync(
            "/authenticate",
            [("action", "iam-user-authentication"), ("account", "000000000000"), ("username", user), ("password", password), .. more]);

    /// <summary>Signs in as the root user of the default account.</summary>
    public Task<Reply> SignInAsRootAsync(string password)
        => PostAsync("/authenticate", ("action", "authenticateRoot"), ("email", "root@000000000000.localhost"), ("password", password));

    /// <summary>Keeps the cookies of an answer.</summary>
    public void Keep(Reply reply)
    {
        foreach (var line in reply.Headers.GetValueOrDefault("Set-Cookie", "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = line.Split(';')[0].Split('=', 2);
            if (line.Contains("Max-Age=0", StringComparison.Ordinal))
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }
    }

    private static string Encode((string Name, string Value)[] fields)
        => string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));

    private async Task<Reply> SendAsync(string method, string path, string body, params HeaderField[] more)
    {
        List<HeaderField> headers = [.. Headers, .. more];
        if (Host is not null)
        {
            headers.Add(new("Host", Host));
        }

        if (Cookies.Count > 0)
        {
            headers.Add(new("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))));
        }

        var reply = await server.SendRawAsync(method, Root + path, body, headers);
        Keep(reply);
        return reply;
    }
}

/// <summary>Reads the answers of the sign-in.</summary>
internal static class SignInReplies
{
    public static string Result(this Reply reply) => reply.Property("result")!;

    public static string? Property(this Reply reply, string name)
        => JsonDocument.Parse(reply.Body).RootElement.GetProperty("properties").TryGetProperty(name, out var value) ? value.GetString() : null;
}
