using System.Buffers;
using System.IO.Pipelines;
using Holdfast.Gateway.Errors;
using Holdfast.Kernel;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.Gateway;

/// <summary>Reads bodies into memory, within the bound of their operation.</summary>
internal sealed class BodyReceiver(GateOptions options)
{
    private const int ReadSize = 4096;

    /// <summary>Receives the body as it came; null when it is within its bound.</summary>
    public ValueTask<ServiceException?> ReceiveAsync(Exchange exchange)
    {
        var max = MaxOf(exchange);
        if (exchange.Request.Headers.ContentLength is { } length && length > max)
        {
            return new(TooLarge(exchange, max));
        }

        return exchange.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? default
            : ReceiveAsync(exchange, exchange.Features.Get<IRequestBodyPipeFeature>()!.Reader, max);
    }

    /// <summary>Collects a body that was verified while it was read, for an operation that takes it whole.</summary>
    /// <exception cref="Holdfast.Protocols.Signing.SignedBodyException">The body is not the signed one.</exception>
    public async ValueTask<ServiceException?> CollectAsync(Exchange exchange, Stream body)
    {
        var max = MaxOf(exchange);
        var buffer = exchange.ReceivedBody;
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetMemory(ReadSize));
            if (read == 0)
            {
                exchange.Parts!.Body = buffer.Written;
                return null;
            }

            buffer.Advance(read);
            if (buffer.Length > max)
            {
                return TooLarge(exchange, max);
            }
        }
    }

    private static CommonException TooLarge(Exchange exchange, int max)
        => CommonErrors.BodyTooLarge(exchange.Family, exchange.Operation, max);

    private int MaxOf(Exchange exchange) => Math.Min(exchange.Operation?.BodyBytesMax ?? options.BodyBytesMax, options.BodyBytesMax);

    private static async ValueTask<ServiceException?> ReceiveAsync(Exchange exchange, PipeReader reader, int max)
    {
        while (true)
        {
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            if (exchange.ReceivedBody.Length + buffer.Length > max)
            {
                reader.AdvanceTo(buffer.End);
                return TooLarge(exchange, max);
            }

            foreach (var piece in buffer)
            {
                exchange.ReceivedBody.Write(piece.Span);
            }

            reader.AdvanceTo(buffer.End);
            if (result.IsCompleted)
            {
                exchange.Parts!.Body = exchange.ReceivedBody.Written;
                return null;
            }
        }
    }
}
