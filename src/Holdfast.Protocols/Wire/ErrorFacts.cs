using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>What an error answer says, before its protocol gives it a form.</summary>
/// <param name="Code">The code on the wire, such as <c>NoSuchEntity</c>.</param>
/// <param name="Message">What a client reads.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="IsSenderFault">Whether the client is at fault.</param>
public sealed record ErrorFacts(string Code, string Message, int Status, bool IsSenderFault = true)
{
    /// <summary>The modeled members, when the error has a shape.</summary>
    public IShape? Members { get; init; }

    /// <summary>The code that the service's former query protocol had, for <c>x-amzn-query-error</c>.</summary>
    public string? QueryErrorCode { get; init; }

    /// <summary>Further facts that XML answers carry, such as S3's <c>Resource</c> or <c>StringToSign</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>Headers that the answer carries beside those of every answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gives what is to be said of a request that could not be read.</summary>
    public static ErrorFacts Of(MalformedRequestException malformed) => new(malformed.Code, malformed.Message, 400);
}
