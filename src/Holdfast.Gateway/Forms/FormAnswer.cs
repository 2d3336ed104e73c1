using System.Buffers;
using System.Security;
using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Forms;

/// <summary>Answers a form as it asks: with a status, or by leading the browser to another page.</summary>
internal static class FormAnswer
{
    /// <summary>Makes of the answer to the PUT that of the form.</summary>
    public static void Write(Exchange exchange, PostForm form)
    {
        var answer = exchange.Answer;
        var key = form.Field("key")!.Replace("${filename}", form.FileName, StringComparison.Ordinal);
        var etag = answer.FindHeader("ETag") ?? "";
        var location = $"{(exchange.Facts.IsSecure ? "https" : "http")}://{exchange.Host}/{(exchange.Recognized.Bucket is null ? $"{form.Bucket}/" : "")}{Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal)}";
        if ((form.Field("success_action_redirect") ?? form.Field("redirect")) is { } redirect
            && Uri.TryCreate(redirect, UriKind.Absolute, out var target) && target.Scheme is "http" or "https")
        {
            var mark = target.Query.Length == 0 ? '?' : '&';
            answer.Status = 303;
            answer.SetHeader(
                "Location", $"{target.AbsoluteUri}{mark}bucket={Uri.EscapeDataString(form.Bucket)}&key={Uri.EscapeDataString(key)}&etag={Uri.EscapeDataString(etag)}");
            return;
        }

        answer.SetHeader("Location", location);
        switch (form.Field("success_action_status"))
        {
            case "200":
                break;
            case "201":
                answer.Status = 201;
                answer.SetHeader("Content-Type", "application/xml");
                answer.Body.Write(Encoding.UTF8.GetBytes(
                    $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>{Xml(location)}</Location><Bucket>{Xml(form.Bucket)}</Bucket><Key>{Xml(key)}</Key><ETag>{Xml(etag)}</ETag></PostResponse>"));
                break;
            default:
                answer.Status = 204;
                break;
        }
    }

    private static string? Xml(string text) => SecurityElement.Escape(text);
}
