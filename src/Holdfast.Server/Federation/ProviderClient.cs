using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Holdfast.Kernel.Ports;

namespace Holdfast.Server.Federation;

/// <summary>Asks the host of an OIDC provider for its discovery document and its keys, within bounds of time, size and redirects.</summary>
internal sealed class ProviderClient(WebKeyOptions options, TimeSpan timeout)
{
    /// <summary>Bytes of an answer.</summary>
    public const int AnswerBytesMax = 256 * 1024;

    private const int RedirectsMax = 3;
    private const string Discovery = "/.well-known/openid-configuration";

    /// <summary>Fetches the keys of an issuer.</summary>
    /// <returns>The JWK set, or why there is none.</returns>
    public async Task<(byte[]? Keys, WebKeyFault? Fault)> FetchKeysAsync(WebIssuer issuer, CancellationToken cancellationToken)
    {
        var isUntrusted = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var client = ClientFor((certificate, chain, errors) =>
            {
                var isTrusted = ProviderCertificates.IsTrusted(certificate, chain, errors, issuer.Thumbprints);
                isUntrusted |= !isTrusted;
                return isTrusted;
            });
            var document = await GetAsync(client, issuer.Url.TrimEnd('/') + Discovery, limit.Token);
            var keys = document is null || KeySetUrl(document, issuer.Url) is not { } url ? null : await GetAsync(client, url, limit.Token);
            return keys is null ? (null, WebKeyFault.Unreadable) : (keys, null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or UriFormatException)
        {
            return (null, isUntrusted ? WebKeyFault.Untrusted : WebKeyFault.Unreachable);
        }
    }

    /// <summary>Fetches the thumbprint of the topmost certificate that a host shows; null when it cannot be reached.</summary>
    public async Task<string?> FetchThumbprintAsync(string url, CancellationToken cancellationToken)
    {
        string? thumbprint = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            // Who has the thumbprint retrieved trusts the host for this once, as with the console of AWS.
            using var client = ClientFor((certificate, chain, errors) =>
            {
                thumbprint ??= ProviderCertificates.TopThumbprint(certificate, chain);
                return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
            });
            await GetAsync(client, url.TrimEnd('/') + Discovery, limit.Token);
            return thumbprint;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or UriFormatException)
        {
            return thumbprint;
        }
    }

    private HttpClient ClientFor(Func<X509Certificate2, X509Chain, SslPolicyErrors, bool> isTrusted)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !options.IsLoopbackOnly,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 32,
            SslOptions = new()
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors)
                    => certificate is X509Certificate2 own && chain is not null && isTrusted(own, chain, errors),
            },
        };
        if (options.IsLoopbackOnly)
        {
            handler.ConnectCallback = ConnectToLoopbackAsync;
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectToLoopbackAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var own = Array.FindAll(addresses, IPAddress.IsLoopback);
        if (own.Length == 0)
        {
            throw new HttpRequestException("Keys are fetched from this machine alone.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(own, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Null when the answer is not a document; what cannot be reached throws.
    private static async Task<byte[]?> GetAsync(HttpClient client, string url, CancellationToken cancellationToken)
    {
        var uri = new Uri(url);
        for (var redirects = 0; redirects <= RedirectsMax && uri.Scheme == Uri.UriSchemeHttps; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                uri = new Uri(uri, location);
                continue;
            }

            return response.IsSuccessStatusCode ? await ReadAsync(response, cancellationToken) : null;
        }

        return null;
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[AnswerBytesMax + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= AnswerBytesMax ? buffer[..length] : null;
    }

    // The document must be the issuer's own, or one host could speak for another.
    private static string? KeySetUrl(byte[] document, string issuer)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("issuer", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() == issuer
                && json.RootElement.TryGetProperty("jwks_uri", out var url) && url.ValueKind == JsonValueKind.String
                && Uri.TryCreate(url.GetString(), UriKind.Absolute, out _)
                    ? url.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
