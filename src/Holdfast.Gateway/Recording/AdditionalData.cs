using System.Text.Json;
using Holdfast.Kernel;

namespace Holdfast.Gateway.Recording;

/// <summary>Writes the <c>additionalEventData</c> of a record, which is each service's own.</summary>
internal static class AdditionalData
{
    /// <summary>Writes the element, when the service has anything to add.</summary>
    public static void Write(Utf8JsonWriter writer, in RecordedCall recorded, RecordedOperation operation)
    {
        if (operation.TellsEndpoint)
        {
            WriteEndpoint(writer, recorded);
        }
        else if (operation.IsS3 && recorded.Request.S3 is { } facts)
        {
            WriteTransfer(writer, recorded, operation, facts);
        }
        else if (recorded.Additions is { Count: > 0 } additions)
        {
            writer.WriteStartObject("additionalEventData"u8);
            for (var i = 0; i < additions.Count; i++)
            {
                writer.WriteString(additions[i].Key, additions[i].Value);
            }

            writer.WriteEndObject();
        }
    }

    // "CloudTrail logs for operations performed by the STS global and Regional endpoints will have the additional fields."
    private static void WriteEndpoint(Utf8JsonWriter writer, in RecordedCall recorded)
    {
        writer.WriteStartObject("additionalEventData"u8);
        writer.WriteStartObject("RequestDetails"u8);
        writer.WriteString("endpointType"u8, recorded.Request.Host.StartsWith("sts.amazonaws.", StringComparison.OrdinalIgnoreCase) ? "global"u8 : "regional"u8);
        writer.WriteString("awsServingRegion"u8, recorded.Region.Value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // As the examples of "CloudTrail log file entries for Amazon S3" have it, as far as it is known before the answer is sent.
    private static void WriteTransfer(Utf8JsonWriter writer, in RecordedCall recorded, RecordedOperation operation, S3RequestFacts facts)
    {
        var answer = AnswerFacts.Of(recorded.Output);
        writer.WriteStartObject("additionalEventData"u8);
        if (facts.SignatureVersion is { } version)
        {
            writer.WriteString("SignatureVersion"u8, version == "AWS" ? "SigV2"u8 : "SigV4"u8);
        }

        if (recorded.Request.CipherSuite is { } suite)
        {
            writer.WriteString("CipherSuite"u8, suite);
        }

        writer.WriteNumber("bytesTransferredIn"u8, facts.ContentLength ?? 0);
        if (!recorded.Operation.IsReadOnly && SealOf(answer, facts) is { } seal)
        {
            writer.WriteString("SSEApplied"u8, seal);
        }

        if (facts.AuthenticationType is { } type)
        {
            writer.WriteString("AuthenticationMethod"u8, type == "REST-HEADER" ? "AuthHeader"u8 : "QueryString"u8);
        }

        writer.WriteString("x-amz-id-2"u8, HostIds.Of(recorded.RequestId));
        if (recorded.Output is not null && operation.LengthOfAnswer(answer) is { } length)
        {
            writer.WriteNumber("bytesTransferredOut"u8, length);
        }

        writer.WriteEndObject();
    }

    private static string? SealOf(AnswerFacts answer, S3RequestFacts facts)
        => answer.IsSealedByCustomer ? "SSE_C"
            : answer.Encryption is not { } encryption ? null
            : (facts.NamesEncryption ? "" : "Default_") + encryption switch { "aws:kms" => "SSE_KMS", "aws:kms:dsse" => "DSSE_KMS", _ => "SSE_S3" };
}
