using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Kernel.Ids;

/// <summary>A region, such as <c>eu-west-1</c>.</summary>
public readonly record struct Region(string Value) : IParsable<Region>
{
    private const int LengthMax = 32;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The partition that the region is part of.</summary>
    public Partition Partition => Value.StartsWith("us-gov-", StringComparison.Ordinal) ? Partition.UsGov
        : Value.StartsWith("cn-", StringComparison.Ordinal) ? Partition.China
        : Partition.Aws;

    /// <inheritdoc/>
    public static Region Parse(string s, IFormatProvider? provider)
        => TryParse(s, provider, out var region) ? region : throw new FormatException($"'{s}' is not the name of a region.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Region result)
    {
        if (s is { Length: > 0 and <= LengthMax } && char.IsAsciiLetterLower(s[0]) && !s.AsSpan().ContainsAnyExcept(NameCharacters))
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
