using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Hashes console passwords: PBKDF2 with HMAC-SHA-512, a salt each, in a form that says how it was made.</summary>
/// <remarks>The iterations are those of the OWASP Password Storage Cheat Sheet for this function; a stored hash keeps its own count, so that the number may be raised.</remarks>
internal static class PasswordHash
{
    /// <summary>Rounds of the function for new hashes.</summary>
    public const int Iterations = 210_000;

    private const string Scheme = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Hashes a password.</summary>
    public static string Make(string password, IdSource ids)
    {
        var salt = new byte[SaltBytes];
        ids.Fill(salt);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Says whether a password is the one that was hashed, in a time that does not tell how close it is.</summary>
    public static bool Matches(string password, string stored)
    {
        if (stored.Split('$') is not [Scheme, var iterations, var salt, var hash])
        {
            return false;
        }

        var expected = Convert.FromBase64String(hash);
        var actual = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(salt), int.Parse(iterations, CultureInfo.InvariantCulture), HashAlgorithmName.SHA512, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
