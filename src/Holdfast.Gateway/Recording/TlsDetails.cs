using System.Text.Json;
using Holdfast.Kernel;

namespace Holdfast.Gateway.Recording;

/// <summary>Writes the <c>tlsDetails</c> of a record: what is known of the connection; AWS, too, writes part of it when the rest is missing.</summary>
internal static class TlsDetails
{
    /// <summary>Writes the element.</summary>
    public static void Write(Utf8JsonWriter writer, RequestFacts request)
    {
        if (request.TlsVersion is null && request.CipherSuite is null && request.Host.Length == 0)
        {
            // A service that calls another makes no connection.
            return;
        }

        writer.WriteStartObject("tlsDetails"u8);
        if (request.TlsVersion is { } version)
        {
            writer.WriteString("tlsVersion"u8, version);
        }

        if (request.CipherSuite is { } cipherSuite)
        {
            writer.WriteString("cipherSuite"u8, cipherSuite);
        }

        if (request.Host.Length > 0)
        {
            RecordLimits.WriteText(writer, "clientProvidedHostHeader"u8, request.Host);
        }

        writer.WriteEndObject();
    }
}
