using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.S3.Notifications;

/// <summary>The customer id by which event records name an account, such as <c>A3NL1KOZZKExample</c> in S3's examples: fourteen letters that tell nothing.</summary>
internal static class CustomerId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int Length = 14;

    /// <summary>Gives the id of an account; it is the same on every server.</summary>
    public static string Of(AccountId account)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"customer {account.Value}"));
        return string.Create(Length, hash, static (letters, hash) =>
        {
            letters[0] = 'A';
            for (var i = 1; i < letters.Length; i++)
            {
                letters[i] = Letters[hash[i] % Letters.Length];
            }
        });
    }
}
