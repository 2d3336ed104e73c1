using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Kernel.Ids;

/// <summary>A twelve-digit account number.</summary>
public readonly record struct AccountId(string Value) : IParsable<AccountId>
{
    /// <summary>The digits of an account number.</summary>
    public const int Length = 12;

    /// <inheritdoc/>
    public static AccountId Parse(string s, IFormatProvider? provider)
        => TryParse(s, provider, out var account) ? account : throw new FormatException($"'{s}' is not an account number: twelve digits are.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        if (s is { Length: Length } && !s.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            result = new(s);
            return true;
        }

        result = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
