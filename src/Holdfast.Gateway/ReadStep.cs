using Holdfast.Gateway.Errors;
using Holdfast.Kernel;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Validation;

namespace Holdfast.Gateway;

/// <summary>Reads the typed request and checks it against the model.</summary>
internal sealed class ReadStep(BodyReceiver receiver)
{
    /// <summary>Says that an operation is not implemented; null when it is.</summary>
    public static ServiceException? CheckImplemented(Exchange exchange)
        => exchange.Binding is null
            ? CommonErrors.NotImplemented(exchange.Operation!.Service.Name, exchange.Operation.Name)
            : null;

    /// <summary>Sets the typed request; null when it is what the model prescribes.</summary>
    public ValueTask<ServiceException?> ReadAsync(Exchange exchange)
        => exchange.IsBodyOpen && exchange.Parts!.Stream is { } body && !IsStreaming(exchange.Operation!.Input)
            ? CollectAndReadAsync(exchange, body)
            : new(Read(exchange));

    private static bool IsStreaming(Shape? input)
    {
        if (input is null)
        {
            return false;
        }

        foreach (var member in input.Members)
        {
            if (member.Location == MemberLocation.Payload && member.Target.IsStreaming)
            {
                return true;
            }
        }

        return false;
    }

    // S3 does not say which part of a document is wrong.
    private static bool HasDocument(Exchange exchange)
        => exchange.Family == ProtocolFamily.S3 && exchange.Parts!.Body.Length > 0 && !IsStreaming(exchange.Operation!.Input);

    private static CommonException? Read(Exchange exchange)
    {
        try
        {
            using var reader = ProtocolCodecs.Of(exchange.Recognized.Protocol).OpenRequest(exchange.Operation!, exchange.Parts!);
            exchange.Input = exchange.Binding!.Read(reader);
            return ConstraintChecker.Check(exchange.Input, reader.MissingPaths, exchange.Operation!.RecordOmits) is { } violations
                ? HasDocument(exchange) ? CommonErrors.MalformedXml() : CommonErrors.Invalid(exchange.Family, violations)
                : null;
        }
        catch (MalformedRequestException malformed)
        {
            return new CommonException(malformed.Code, 400, malformed.Message);
        }
    }

    private async ValueTask<ServiceException?> CollectAndReadAsync(Exchange exchange, Stream body)
    {
        try
        {
            if (await receiver.CollectAsync(exchange, body) is { } tooLarge)
            {
                return tooLarge;
            }
        }
        catch (SignedBodyException notSigned)
        {
            return CommonErrors.Refused(notSigned.Refusal, exchange.Family);
        }

        return Read(exchange);
    }
}
