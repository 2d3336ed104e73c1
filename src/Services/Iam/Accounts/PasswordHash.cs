using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Hashes console passwords: PBKDF2 with HMAC-SHA-512, a salt for each person, in a form that says how it was made.</summary>
/// <remarks>The iterations are those of the OWASP Password Storage Cheat Sheet for this function; a stored hash keeps its own count, so that the number may be raised.</remarks>
internal static class PasswordHash
{
    /// <summary>Rounds of the function for new hashes.</summary>
    public const int Iterations = 210_000;

    private const string Scheme = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>A hash of no password that anybody has: what a password is compared with when there is none to compare it with.</summary>
    public static string OfNobody { get; } = Write(Iterations, new byte[SaltBytes], new byte[HashBytes]);

    /// <summary>Hashes a password with a new salt.</summary>
    public static string Make(string password, IdSource ids)
    {
        var salt = new byte[SaltBytes];
        ids.Fill(salt);
        return Write(Iterations, salt, Derive(password, salt, Iterations, HashBytes));
    }

    /// <summary>Hashes a password with the salt and the rounds of another hash, so that the two are equal when the passwords are.</summary>
    public static string MakeLike(string stored, string password)
    {
        var parts = Parts.Read(stored);
        return Write(parts.Iterations, parts.Salt, Derive(password, parts.Salt, parts.Iterations, parts.Hash.Length));
    }

    /// <summary>Says whether two hashes were made with one salt and as many rounds.</summary>
    public static bool IsLike(string one, string other) => one[..one.LastIndexOf('$')] == other[..other.LastIndexOf('$')];

    /// <summary>Says whether a hash was made with as many rounds as a new one would be.</summary>
    public static bool IsOfToday(string stored) => Parts.Read(stored).Iterations == Iterations;

    /// <summary>Says whether a password is the one that was hashed, in a time that does not tell how close it is.</summary>
    public static bool Matches(string password, string stored)
    {
        var parts = Parts.Read(stored);
        return CryptographicOperations.FixedTimeEquals(Derive(password, parts.Salt, parts.Iterations, parts.Hash.Length), parts.Hash);
    }

    private static byte[] Derive(string password, byte[] salt, int iterations, int length)
        => Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, length);

    private static string Write(int iterations, byte[] salt, byte[] hash) => string.Create(
        CultureInfo.InvariantCulture, $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private sealed record Parts(int Iterations, byte[] Salt, byte[] Hash)
    {
        public static Parts Read(string stored) => stored.Split('$') is [Scheme, var iterations, var salt, var hash]
            ? new(int.Parse(iterations, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(hash))
            : throw new CryptographicException("A stored password hash is not in a form that is known.");
    }
}
