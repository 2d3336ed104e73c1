namespace Holdfast.Services.Kms.Grants;

/// <summary>A use of a key that a grant may allow.</summary>
/// <param name="Operation">The operation, as grants name it (<see cref="GrantOperation"/>).</param>
/// <param name="Context">The encryption context of the request.</param>
/// <param name="IsConstrained">Whether the constraints of grants bind it: they bind what encrypts and decrypts, and no description of the key.</param>
internal readonly record struct GrantedUse(string Operation, IReadOnlyDictionary<string, string>? Context = null, bool IsConstrained = false)
{
    /// <summary>A use with symmetric keys, to which an encryption context belongs.</summary>
    public static GrantedUse WithContext(string operation, IReadOnlyDictionary<string, string>? context) => new(operation, context, IsConstrained: true);
}
