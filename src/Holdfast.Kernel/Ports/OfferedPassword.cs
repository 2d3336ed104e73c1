namespace Holdfast.Kernel.Ports;

/// <summary>A password that somebody presents. It remembers the hash that it was last compared with, so that to run again after a conflict does not cost the slow function again.</summary>
/// <param name="text">The password.</param>
public sealed class OfferedPassword(string text)
{
    private (string Hash, bool IsMatch)? _last;

    /// <summary>The password itself.</summary>
    public string Text { get; } = text;

    /// <summary>Says whether it is the one that was hashed.</summary>
    /// <param name="hash">The hash, as it is stored.</param>
    /// <param name="matches">The slow function: the password, then the hash.</param>
    public bool Matches(string hash, Func<string, string, bool> matches)
    {
        if (_last is not { } last || last.Hash != hash)
        {
            _last = last = (hash, matches(Text, hash));
        }

        return last.IsMatch;
    }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => "OfferedPassword";
}
