using System.Text.RegularExpressions;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Grants;

/// <summary>What a grant may say.</summary>
internal static partial class GrantRules
{
    /// <summary>The pairs of a constraint ("up to 8 encryption context pairs").</summary>
    public const int PairsMax = 8;

    /// <summary>The characters of the pairs of a constraint ("cannot exceed 384 characters").</summary>
    public const int PairCharactersMax = 384;

    private static readonly string[] OfEveryKey = [GrantOperation.CreateGrant, GrantOperation.RetireGrant, GrantOperation.DescribeKey];

    private static readonly string[] OfSymmetricKeys =
    [
        GrantOperation.Encrypt, GrantOperation.Decrypt, GrantOperation.ReEncryptFrom, GrantOperation.ReEncryptTo,
        GrantOperation.GenerateDataKey, GrantOperation.GenerateDataKeyWithoutPlaintext,
        GrantOperation.GenerateDataKeyPair, GrantOperation.GenerateDataKeyPairWithoutPlaintext,
    ];

    /// <summary>Checks the operations of a grant against the kind of its key.</summary>
    public static void CheckOperations(Key key, IReadOnlyList<string> operations)
    {
        if (operations.Count == 0)
        {
            throw KmsErrors.Validation("1 validation error detected: Value '[]' at 'operations' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        var own = OwnOf(key);
        if (operations.FirstOrDefault(operation => !own.Contains(operation) && !OfEveryKey.Contains(operation)) is { } foreign)
        {
            throw KmsErrors.Validation($"The operation {foreign} is not valid in a grant on a key with key spec {key.Spec} and key usage {key.Usage}.");
        }
    }

    /// <summary>Checks the constraints of a grant.</summary>
    public static void CheckConstraints(GrantConstraintsShape? constraints)
    {
        foreach (var pairs in new[] { constraints?.EncryptionContextEquals, constraints?.EncryptionContextSubset })
        {
            if (pairs?.Count > PairsMax)
            {
                throw KmsErrors.Validation($"A grant constraint can include up to {PairsMax} encryption context pairs.");
            }

            if (pairs?.Any(pair => pair.Key.Length + pair.Value.Length > PairCharactersMax) is true)
            {
                throw KmsErrors.Validation($"An encryption context pair in a grant constraint cannot exceed {PairCharactersMax} characters.");
            }
        }
    }

    /// <summary>Checks who is named as the grantee or the retiring principal: somebody in IAM or STS, or a service.</summary>
    /// <exception cref="InvalidArnException">Nobody can have that name.</exception>
    public static void CheckPrincipal(string principal)
    {
        if (!PrincipalForm().IsMatch(principal))
        {
            throw new InvalidArnException($"ARN does not refer to a valid principal: {principal}");
        }
    }

    /// <summary>Checks the form of an id.</summary>
    /// <exception cref="InvalidGrantIdException">No grant can have that id.</exception>
    public static void CheckId(string id)
    {
        if (!IdForm().IsMatch(id))
        {
            throw new InvalidGrantIdException("The grant ID is not valid.");
        }
    }

    /// <summary>Says whether a grant with <c>CreateGrant</c> lets its grantee make another: no more operations, and no weaker constraints.</summary>
    public static bool Covers(this Grant grant, CreateGrantRequest request)
        => grant.Operations.Contains(GrantOperation.CreateGrant, StringComparer.Ordinal)
            && request.Operations.All(operation => grant.Operations.Contains(operation, StringComparer.Ordinal))
            && (grant.ContextEquals is not { } equal || request.Constraints?.EncryptionContextEquals is { } same && same.Is(equal))
            && (grant.ContextSubset is not { } subset
                || request.Constraints?.EncryptionContextEquals is { } exact && exact.Has(subset)
                || request.Constraints?.EncryptionContextSubset is { } wider && wider.Has(subset));

    private static string[] OwnOf(Key key) => key.Usage switch
    {
        KeyUsageType.EncryptDecrypt when key.IsSymmetricEncryption => OfSymmetricKeys,
        KeyUsageType.EncryptDecrypt =>
            [GrantOperation.Encrypt, GrantOperation.Decrypt, GrantOperation.ReEncryptFrom, GrantOperation.ReEncryptTo, GrantOperation.GetPublicKey],
        KeyUsageType.SignVerify => [GrantOperation.Sign, GrantOperation.Verify, GrantOperation.GetPublicKey],
        KeyUsageType.GenerateVerifyMac => [GrantOperation.GenerateMac, GrantOperation.VerifyMac],
        _ => [GrantOperation.DeriveSharedSecret, GrantOperation.GetPublicKey],
    };

    [GeneratedRegex(
        @"^(arn:aws[a-z-]*:(iam::\d{12}:(root|user/.+|role/.+|federated-user/.+)|sts::\d{12}:(assumed-role/.+/.+|federated-user/.+))|[a-z0-9.-]+\.amazonaws\.com(\.cn)?)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrincipalForm();

    [GeneratedRegex("^[a-f0-9]{64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdForm();
}
