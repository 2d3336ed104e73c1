namespace Holdfast.Protocols.Shapes;

/// <summary>The bytes of a request are not what its protocol prescribes; the gateway answers with the protocol's own error.</summary>
/// <param name="code">The code on the wire, such as <c>SerializationException</c> or <c>MalformedXML</c>.</param>
/// <param name="message">What a client reads.</param>
public sealed class MalformedRequestException(string code, string message) : Exception(message)
{
    /// <summary>The code on the wire.</summary>
    public string Code { get; } = code;
}
