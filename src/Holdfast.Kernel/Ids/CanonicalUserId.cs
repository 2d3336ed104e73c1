using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Kernel.Ids;

/// <summary>The canonical user id of an account: the name that S3's access control lists have for it.</summary>
/// <remarks>S3 User Guide, "Access control list (ACL) overview": 64 hexadecimal digits, "an obfuscated form of the AWS account ID".</remarks>
public static class CanonicalUserId
{
    /// <summary>The length in characters.</summary>
    public const int Length = 64;

    /// <summary>Gives the id of an account; it is the same on every server.</summary>
    public static string Of(AccountId account)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"canonical user {account.Value}")));
}
