using System.Buffers;
using Holdfast.Gateway.Bounds;
using Holdfast.Gateway.OwnCalls;
using Holdfast.Kernel.Ids;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.Gateway.SignIn;

/// <summary>The sign-in: what is no operation of AWS's API, but of its console; on hosts of its own, and on any host under <c>/_holdfast/signin/</c>.</summary>
internal sealed class SignInRouter(
    AdmitStep admit, IdSource ids, AuthenticateEndpoint authenticate, FederationEndpoint federation, SamlEndpoint saml, SessionEndpoint session, RoleEndpoint role)
{
    /// <summary>What the path begins with on a host that is not the sign-in's own.</summary>
    public const string Prefix = "/_holdfast/signin/";

    /// <summary>The most bytes of a form; the assertion of a SAML provider may have a hundred thousand.</summary>
    public const int BodyBytesMax = 256 * 1024;

    /// <summary>Says whether a request is the sign-in's.</summary>
    public static bool Owns(Exchange exchange)
        => exchange.RawPath.StartsWith(Prefix, StringComparison.Ordinal)
            || (SignInHost.TryRead(exchange.Host, out _) && !OwnCallRouter.Owns(exchange.RawPath));

    /// <summary>Sets what stands in the head of every answer: it is not kept, not framed, and not taken for something else.</summary>
    public static void SetHeaders(Exchange exchange)
    {
        var answer = exchange.Answer;
        answer.SetHeader("Cache-Control", "no-store");
        answer.SetHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        answer.SetHeader("X-Frame-Options", "DENY");
        answer.SetHeader("X-Content-Type-Options", "nosniff");
        answer.SetHeader("Referrer-Policy", "no-referrer");
        answer.SetHeader("x-amzn-RequestId", exchange.RequestId);
    }

    /// <summary>Answers a request.</summary>
    public async ValueTask AnswerAsync(Exchange exchange)
    {
        exchange.RequestId = ids.NewGuid().ToString();
        SetHeaders(exchange);
        if (admit.AdmitRequest(exchange) is { } refusal)
        {
            SignInAnswers.RefuseRequest(exchange, refusal.Status == 400 ? 429 : refusal.Status, refusal.Message);
            return;
        }

        var path = exchange.RawPath.StartsWith(Prefix, StringComparison.Ordinal) ? exchange.RawPath[(Prefix.Length - 1)..] : exchange.RawPath;
        var method = exchange.Request.Method;
        if (method is not ("GET" or "HEAD" or "POST"))
        {
            SignInAnswers.RefuseRequest(exchange, 405, $"{method} is not a method of {exchange.RawPath}.");
        }
        else if (!IsOpenToOthers(path) && HostGuard.FindForeignPage(exchange) is { } fault)
        {
            SignInAnswers.RefuseRequest(exchange, 403, fault);
        }
        else
        {
            await ReadAsync(exchange, path, method == "POST");
        }
    }

    // A portal's page leads here with a token, or an assertion, that is the proof, whatever page it comes from.
    private static bool IsOpenToOthers(string path) => path is "/federation" or "/saml";

    private async ValueTask ReadAsync(Exchange exchange, string path, bool isPost)
    {
        if (isPost)
        {
            var hasBody = exchange.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
            if (hasBody && !IsForm(exchange.Request.Headers.ContentType.ToString()))
            {
                SignInAnswers.RefuseRequest(exchange, 415, "A form is needed (application/x-www-form-urlencoded).");
                return;
            }

            if (hasBody && !await TryReceiveAsync(exchange))
            {
                SignInAnswers.RefuseRequest(exchange, 413, $"The form is larger than {BodyBytesMax} bytes.");
                return;
            }
        }

        // What a form tells stands in its body: an address is kept in too many places for a password.
        var query = isPost && path != "/federation" ? "" : exchange.RawQuery;
        if (SignInFields.TryRead(query, exchange.ReceivedBody.Written.Span, out var fields) is { } fault)
        {
            SignInAnswers.RefuseRequest(exchange, 400, fault);
            return;
        }

        SignInHost.TryRead(exchange.Host, out var place);
        await AnswerAsync(new SignInRequest(exchange, fields, place), path, isPost);
    }

    private ValueTask AnswerAsync(SignInRequest request, string path, bool isPost)
    {
        switch (path)
        {
            // The console posts a root user's form to another path than an IAM user's.
            case "/authenticate" or "/signin" when isPost:
                return authenticate.AnswerAsync(request);
            case "/federation":
                return federation.AnswerAsync(request);
            case "/saml" when isPost:
                return saml.AnswerAsync(request);
            case "/session" when !isPost:
                return session.TellAsync(request);
            case "/logout" when isPost:
                SessionEndpoint.Leave(request);
                return default;
            case "/password" when isPost:
                return session.ChangePasswordAsync(request);
            case "/switchrole" when isPost:
                return role.SwitchAsync(request);
            case "/exitrole" when isPost:
                return role.ExitAsync(request);
            case "/authenticate" or "/signin" or "/saml" or "/session" or "/logout" or "/password" or "/switchrole" or "/exitrole":
                SignInAnswers.RefuseRequest(request.Exchange, 405, $"{request.Exchange.Request.Method} is not a method of {request.Exchange.RawPath}.");
                return default;
            default:
                SignInAnswers.RefuseRequest(request.Exchange, 404, $"There is no {request.Exchange.RawPath}.");
                return default;
        }
    }

    private static bool IsForm(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType[..end]).Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
    }

    private static async ValueTask<bool> TryReceiveAsync(Exchange exchange)
    {
        if (exchange.Request.Headers.ContentLength > BodyBytesMax)
        {
            return false;
        }

        var reader = exchange.Features.Get<IRequestBodyPipeFeature>()!.Reader;
        while (true)
        {
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            if (exchange.ReceivedBody.Length + buffer.Length > BodyBytesMax)
            {
                reader.AdvanceTo(buffer.End);
                return false;
            }

            foreach (var piece in buffer)
            {
                exchange.ReceivedBody.Write(piece.Span);
            }

            reader.AdvanceTo(buffer.End);
            if (result.IsCompleted)
            {
                return true;
            }
        }
    }
}
