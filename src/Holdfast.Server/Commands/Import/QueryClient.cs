using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Holdfast.Protocols.Signing;

namespace Holdfast.Server.Commands.Import;

/// <summary>Makes signed calls of IAM and STS, as any client does.</summary>
/// <param name="endpoint">Where the server is.</param>
/// <param name="secret">The key that signs.</param>
/// <param name="sessionToken">The session token of a temporary key; null for a lasting one.</param>
/// <param name="region">The region that is signed for.</param>
/// <param name="client">What sends.</param>
/// <param name="clock">What time it is.</param>
internal sealed class QueryClient(
    Uri endpoint, SigningSecret secret, string? sessionToken, string region, HttpClient client, TimeProvider clock)
{
    private const string FormType = "application/x-www-form-urlencoded; charset=utf-8";

    /// <summary>Calls IAM.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="RefusedException">The server refused.</exception>
    public Task<XElement> IamAsync(string action, params (string Name, string? Value)[] members) => CallAsync("iam", "2010-05-08", action, members);

    /// <summary>Calls STS.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="RefusedException">The server refused.</exception>
    public Task<XElement> StsAsync(string action) => CallAsync("sts", "2011-06-15", action, []);

    private async Task<XElement> CallAsync(string service, string version, string action, (string Name, string? Value)[] members)
    {
        var form = new StringBuilder($"Action={action}&Version={version}");
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        var body = Encoding.UTF8.GetBytes(form.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(FormType);
        var signer = new RequestSigner(secret, new SigningScope { Service = service, Region = region }, sessionToken);
        HeaderField[] headers = [new("Host", endpoint.Authority), new("Content-Type", FormType)];
        foreach (var (name, value) in signer.Sign("POST", "/", headers, body, clock.GetUtcNow()))
        {
            if (name is not ("Host" or "Content-Type"))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(request);
        var answer = Parse(await response.Content.ReadAsStringAsync());
        if (response.IsSuccessStatusCode)
        {
            return answer.Elements().FirstOrDefault(element => element.Name.LocalName == action + "Result") ?? answer;
        }

        var error = answer.Descendants().FirstOrDefault(element => element.Name.LocalName == "Error") ?? answer;
        throw new RefusedException(MemberOf(error, "Code"), MemberOf(error, "Message"));
    }

    private static XElement Parse(string text)
    {
        try
        {
            return XElement.Parse(text);
        }
        catch (XmlException)
        {
            throw new ImportException("What answers there does not speak the protocol of IAM.");
        }
    }

    private static string MemberOf(XElement element, string name)
        => element.Elements().FirstOrDefault(member => member.Name.LocalName == name)?.Value ?? "";
}
