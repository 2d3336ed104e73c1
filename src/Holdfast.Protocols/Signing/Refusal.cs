namespace Holdfast.Protocols.Signing;

/// <summary>A refusal as a value: why, in AWS's words, and what S3 adds to its XML about it.</summary>
/// <param name="Kind">Why; each protocol has its own code for it.</param>
/// <param name="Message">The sentence for the caller.</param>
public sealed record Refusal(RefusalKind Kind, string Message)
{
    /// <summary>The elements S3 adds to the error document, in their order; other protocols leave them out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    internal Refusal With(string name, string value) => this with { Details = [.. Details, new(name, value)] };
}
