using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Wire;
using Holdfast.Store;

namespace Holdfast.Gateway;

/// <summary>Answers browsers that ask beforehand, and tells them in each answer what a page of another origin may see (S3 User Guide, "Using cross-origin resource sharing").</summary>
internal sealed class CrossOriginStep(IStore store, ICrossOriginRules? rules)
{
    /// <summary>Says whether a browser asks beforehand.</summary>
    public bool IsPreflight(Exchange exchange) => exchange.Request.Method == "OPTIONS" && Concerns(exchange);

    /// <summary>Answers a browser that asks beforehand; nobody signs such a request.</summary>
    /// <returns>Null when the request is admitted; otherwise what the browser reads.</returns>
    public async ValueTask<ErrorFacts?> AnswerPreflightAsync(Exchange exchange)
    {
        if (exchange.Headers.Find("Origin") is not { } origin)
        {
            return new("BadRequest", "Insufficient information. Origin request header needed.", 400);
        }

        if (exchange.Headers.Find("Access-Control-Request-Method") is not { } method)
        {
            return new("BadRequest", "Invalid Access-Control-Request-Method: null", 400);
        }

        var asked = exchange.Headers.Find("Access-Control-Request-Headers") ?? "";
        var headers = asked.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var answer = await JudgeAsync(exchange, origin, method, headers);
        if (answer.Headers.Count == 0)
        {
            return new(
                "AccessForbidden",
                answer.HasRules
                    ? "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."
                    : "CORSResponse: CORS is not enabled for this bucket.",
                403)
            {
                Details = [new("Method", method), new("ResourceType", IsBucketItself(exchange) ? "BUCKET" : "OBJECT")],
            };
        }

        SetHeaders(exchange, answer);
        exchange.Answer.SetHeader("x-amz-request-id", exchange.RequestId);
        exchange.Answer.SetHeader("x-amz-id-2", exchange.HostId);
        return null;
    }

    /// <summary>Adds to the answer what a page of another origin is told; nothing when the request does not come from one.</summary>
    public async ValueTask AddAsync(Exchange exchange)
    {
        if (Concerns(exchange) && exchange.Headers.Find("Origin") is { } origin)
        {
            // What a request says that it asks for counts here too, which is why answers vary by it.
            var method = exchange.Headers.Find("Access-Control-Request-Method") ?? exchange.Request.Method;
            SetHeaders(exchange, await JudgeAsync(exchange, origin, method, []));
        }
    }

    private bool Concerns(Exchange exchange) => rules is not null && exchange.Recognized.Service is { SigningName: "s3" } && BucketOf(exchange).Length > 0;

    private async ValueTask<CrossOriginAnswer> JudgeAsync(Exchange exchange, string origin, string method, string[] headers)
    {
        using var transaction = store.Begin(new Cause(exchange.RequestId, 0) { At = exchange.Now });
        return await rules!.JudgeAsync(transaction, new(BucketOf(exchange), origin, method, headers), CancellationToken.None);
    }

    private static void SetHeaders(Exchange exchange, CrossOriginAnswer answer)
    {
        foreach (var (name, value) in answer.Headers)
        {
            exchange.Answer.SetHeader(name, value);
        }
    }

    private static string BucketOf(Exchange exchange)
    {
        if (exchange.Recognized.Bucket is { } bucket)
        {
            return bucket;
        }

        var path = exchange.RawPath.AsSpan(1);
        var slash = path.IndexOf('/');
        return (slash < 0 ? path : path[..slash]).ToString();
    }

    private static bool IsBucketItself(Exchange exchange)
        => exchange.Recognized.Bucket is not null ? exchange.RawPath.Length <= 1 : exchange.RawPath.AsSpan(1).TrimEnd('/').IndexOf('/') < 0;
}
