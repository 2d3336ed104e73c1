using Holdfast.Protocols.Models;

namespace Holdfast.Protocols.Rest;

/// <summary>What a request must have, beside method and path, to mean an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="QueryLiterals">Keys of the query string, each alone or with the value that it must have.</param>
/// <param name="Headers">Headers that must be there.</param>
internal sealed record Route(OperationModel Operation, (string Key, string? Value)[] QueryLiterals, string[] Headers)
{
    /// <summary>How much it asks for: of two routes that fit, the more demanding one is meant.</summary>
    public int Specificity => QueryLiterals.Length + Headers.Length;
}
