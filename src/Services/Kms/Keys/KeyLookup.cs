using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Kms.Keys;

/// <summary>What was found of a key that a request names.</summary>
/// <param name="Reference">How the request names it.</param>
/// <param name="Key">The key; null when there is none.</param>
internal sealed record KeyLookup(KeyReference Reference, Key? Key)
{
    /// <summary>The ARN of the key, or the one that what was named would have.</summary>
    public Arn Arn => Key?.Arn ?? Reference.Arn;

    /// <summary>Gives the key.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Key Required()
        => Key ?? throw Reference.Fault ?? new NotFoundException(
            Reference.AliasName is null ? $"Key '{Reference.Arn}' does not exist" : $"Alias {Reference.Arn} is not found.");
}
