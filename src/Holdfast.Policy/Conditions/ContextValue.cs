using System.Globalization;

namespace Holdfast.Policy.Conditions;

/// <summary>The value of a condition key in a request; typed, and formatted only when a policy wants text.</summary>
public readonly struct ContextValue
{
    /// <summary>Enough room for the text of every typed value.</summary>
    internal const int ScratchLength = 48;

    private readonly object? _reference;
    private readonly IpValue _bits;

    private ContextValue(ContextValueKind kind, object? reference, IpValue bits)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }

    /// <summary>What it is made of.</summary>
    public ContextValueKind Kind { get; }

    internal bool IsSet => Kind == ContextValueKind.Texts;

    internal string Text => (string)_reference!;

    internal string[] Texts => (string[])_reference!;

    internal bool Boolean => _bits.Low != 0;

    internal long Number => (long)_bits.Low;

    internal long Ticks => (long)_bits.Low;

    internal IpValue Address => _bits;

    /// <summary>Whether a set operator sees no value at all in it: no text, or nothing but empty ones.</summary>
    internal bool IsNullSet => Kind switch
    {
        ContextValueKind.Text => ((string)_reference!).Length == 0,
        ContextValueKind.Texts => Array.TrueForAll(Texts, static t => t.Length == 0),
        _ => false,
    };

    /// <summary>A text.</summary>
    public static ContextValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(ContextValueKind.Text, text, default);
    }

    /// <summary>The texts of a multivalued key; the array is the value's from now on.</summary>
    public static ContextValue Of(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(ContextValueKind.Texts, texts, default);
    }

    /// <summary>A truth value.</summary>
    public static ContextValue Of(bool value) =>
        new(ContextValueKind.Boolean, null, IpValue.Bits(value ? 1u : 0u));

    /// <summary>A whole number.</summary>
    public static ContextValue Of(long value) => new(ContextValueKind.Number, null, IpValue.Bits((ulong)value));

    /// <summary>An instant; policies see it to the second.</summary>
    public static ContextValue Of(DateTimeOffset value) =>
        new(ContextValueKind.Instant, null, IpValue.Bits((ulong)value.UtcTicks));

    /// <summary>An IP address, four bytes or sixteen.</summary>
    public static ContextValue OfAddress(ReadOnlySpan<byte> bytes) =>
        new(ContextValueKind.Address, null, IpValue.Of(bytes));

    /// <summary>The value as policies write it; a multivalued key's texts are separated by commas.</summary>
    public override string ToString()
    {
        Span<char> scratch = stackalloc char[ScratchLength];
        return TryText(scratch, out var text) ? text.ToString() : string.Join(", ", Texts);
    }

    /// <summary>The text of a single value; false for a multivalued key, which has none.</summary>
    internal bool TryText(Span<char> scratch, out ReadOnlySpan<char> text)
    {
        var length = 0;
        switch (Kind)
        {
            case ContextValueKind.Text:
                text = (string)_reference!;
                return true;
            case ContextValueKind.Boolean:
                text = Boolean ? "true" : "false";
                return true;
            case ContextValueKind.Number:
                Number.TryFormat(scratch, out length, default, CultureInfo.InvariantCulture);
                break;
            case ContextValueKind.Instant:
                new DateTime(Ticks, DateTimeKind.Utc).TryFormat(
                    scratch, out length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                break;
            case ContextValueKind.Address:
                length = _bits.Format(scratch);
                break;
            default:
                text = default;
                return false;
        }

        text = scratch[..length];
        return true;
    }
}
