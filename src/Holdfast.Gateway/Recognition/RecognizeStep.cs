using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Errors;
using Holdfast.Gateway.Forms;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.Recognition;

/// <summary>Finds service, protocol, region and operation, and receives the body between the two when only a form tells the operation.</summary>
internal sealed class RecognizeStep(ServiceRecognizer recognizer, BindingTable operations, BodyReceiver receiver, IdSource ids)
{
    private readonly Func<string> _newToken = () => ids.NewGuid().ToString();

    /// <summary>Sets service, protocol and region, as far as the headers tell.</summary>
    public void Recognize(Exchange exchange)
    {
        var signable = exchange.Signable();
        exchange.Recognized = recognizer.Recognize(CluesOf(exchange, signable));
    }

    /// <summary>Sets the operation and receives the body; null when the operation is known.</summary>
    public ValueTask<ErrorFacts?> RouteAsync(Exchange exchange)
    {
        exchange.Parts = PartsOf(exchange);
        if (exchange.Recognized.Service is not null && !IsForm(exchange))
        {
            return Route(exchange) is { } unknown ? new(unknown) : ReceiveAsync(exchange);
        }

        return ReceiveFormAsync(exchange);
    }

    private static bool IsForm(Exchange exchange) => exchange.Recognized.Protocol is WireProtocol.Query or WireProtocol.Ec2;

    private static string? Header(Exchange exchange, string name) => exchange.Headers.Find(name);

    // S3 verifies bodies as they are read; what is not implemented there is not read at all.
    private static bool LeavesBodyOpen(Exchange exchange) => exchange.Family == ProtocolFamily.S3;

    private static Clues CluesOf(Exchange exchange, in SignableRequest signable)
    {
        var isScoped = CredentialScope.TryPeek(signable, out var scope, out _);
        return new Clues
        {
            Host = exchange.Host,
            Method = exchange.Request.Method,
            Path = exchange.RawPath,
            Query = exchange.RawQuery,
            ContentType = exchange.Request.Headers.ContentType,
            Target = Header(exchange, "X-Amz-Target"),
            SmithyProtocol = Header(exchange, "smithy-protocol"),
            ScopeService = isScoped ? scope.Service : default,
            ScopeRegion = isScoped ? scope.Region : default,
        };
    }

    private RequestParts PartsOf(Exchange exchange) => new()
    {
        Method = exchange.Request.Method,
        RawPath = exchange.Recognized.Bucket is { } bucket ? $"/{bucket}{exchange.RawPath}" : exchange.RawPath,
        RawQuery = exchange.RawQuery,
        Headers = exchange.Headers,
        NewToken = _newToken,
    };

    private async ValueTask<ErrorFacts?> ReceiveFormAsync(Exchange exchange)
    {
        if (await receiver.ReceiveAsync(exchange) is { } tooLarge)
        {
            return AnswerStep.FactsOf(tooLarge);
        }

        if (exchange.Recognized.Service is null)
        {
            RecognizeForm(exchange);
        }

        return exchange.Recognized.Service is null ? Unrecognized(exchange) : Route(exchange);
    }

    private async ValueTask<ErrorFacts?> ReceiveAsync(Exchange exchange)
    {
        exchange.IsBodyOpen = LeavesBodyOpen(exchange);
        return !exchange.IsBodyOpen && await receiver.ReceiveAsync(exchange) is { } tooLarge ? AnswerStep.FactsOf(tooLarge) : null;
    }

    private void RecognizeForm(Exchange exchange)
    {
        if (FormFields.Find(exchange.Parts!, "Version"u8) is { } version && FormFields.Find(exchange.Parts!, "Action"u8) is { } action)
        {
            var signable = exchange.Signable();
            exchange.Recognized = recognizer.RecognizeForm(CluesOf(exchange, signable), version, action);
        }
    }

    private ErrorFacts? Route(Exchange exchange)
    {
        var service = exchange.Recognized.Service!;
        var codec = ProtocolCodecs.Of(exchange.Recognized.Protocol);
        try
        {
            exchange.Operation = codec.Route(service, exchange.Parts!);
        }
        catch (MalformedRequestException malformed)
        {
            return ErrorFacts.Of(malformed);
        }

        if (exchange.Operation is null && FormUpload.Is(exchange))
        {
            exchange.Form = new();
            exchange.Operation = service.FindOperation(FormUpload.Operation);
        }

        if (exchange.Operation is null)
        {
            return codec.UnknownOperation(service, exchange.Parts!);
        }

        exchange.Binding = operations.Find(exchange.Operation);
        return null;
    }

    // The service is named by the credential alone; it is nothing that this server knows.
    private static ErrorFacts Unrecognized(Exchange exchange)
    {
        var name = CredentialScope.TryPeek(exchange.Signable(), out var scope, out _) ? scope.Service.ToString()
            : Header(exchange, "X-Amz-Target") is { } target ? target[..Math.Max(0, target.LastIndexOf('.'))]
            : "";
        return name.Length == 0
            ? new ErrorFacts("MissingAuthenticationToken", "Request is missing Authentication Token", 403)
            : AnswerStep.FactsOf(CommonErrors.ServiceNotImplemented(name));
    }
}
