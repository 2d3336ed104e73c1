using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Kernel.Ports;

/// <summary>A password that somebody presents, or the proof that they did in an earlier step.</summary>
/// <remarks>It remembers the hash that it was last compared with: to run again after a conflict does not cost the slow function again.</remarks>
public sealed class OfferedPassword
{
    private const int FingerprintBytes = 12;

    private readonly string? _fingerprint;
    private (string Hash, bool IsMatch)? _last;

    private OfferedPassword(string? text, string? fingerprint) => (Text, _fingerprint) = (text, fingerprint);

    /// <summary>The password itself; null when an earlier step proved it.</summary>
    public string? Text { get; }

    /// <summary>A password that was typed.</summary>
    public static OfferedPassword Typed(string text) => new(text, fingerprint: null);

    /// <summary>A password that an earlier step found right, as long as it is still the same.</summary>
    public static OfferedPassword Proved(string fingerprint) => new(text: null, fingerprint);

    /// <summary>Tells a hash from others without giving it away.</summary>
    public static string FingerprintOf(string hash) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hash)), 0, FingerprintBytes);

    /// <summary>Says whether it is the one that was hashed.</summary>
    /// <param name="hash">The hash, as it is stored.</param>
    /// <param name="matches">The slow function: the password, then the hash.</param>
    public bool Matches(string hash, Func<string, string, bool> matches)
    {
        if (Text is null)
        {
            return FingerprintOf(hash) == _fingerprint;
        }

        if (_last is not { } last || last.Hash != hash)
        {
            _last = last = (hash, matches(Text, hash));
        }

        return last.IsMatch;
    }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => nameof(OfferedPassword);
}
