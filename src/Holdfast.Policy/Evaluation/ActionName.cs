using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Evaluation;

/// <summary>An action such as <c>s3:GetObject</c>, prepared for matching; letter case does not count.</summary>
/// <remarks>Make it once per operation; making one costs a walk over its characters and allocates nothing.</remarks>
public readonly struct ActionName
{
    internal const int HeadLength = 8;

    private ActionName(string text, int nameStart, ulong service, ulong name, ulong head)
    {
        Text = text;
        NameStart = nameStart;
        Service = service;
        NameHash = name;
        Head = head;
    }

    /// <summary>The action as written.</summary>
    public string Text { get; }

    /// <summary>The part after the colon.</summary>
    internal ReadOnlySpan<char> Name => Text.AsSpan(NameStart);

    internal int NameStart { get; }

    /// <summary>The hash of the part before the colon.</summary>
    internal ulong Service { get; }

    internal ulong NameHash { get; }

    /// <summary>The first characters of the name, one byte each, the first lowest.</summary>
    internal ulong Head { get; }

    /// <summary>Prepares an action.</summary>
    public static ActionName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = text.AsSpan(colon + 1);
        return new(
            text,
            colon + 1,
            TextHash.IgnoreCase(text.AsSpan(0, Math.Max(colon, 0))),
            TextHash.IgnoreCase(name),
            HeadOf(name));
    }

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";

    internal static ulong HeadOf(ReadOnlySpan<char> name)
    {
        ulong head = 0;
        var count = Math.Min(name.Length, HeadLength);
        for (var i = 0; i < count; i++)
        {
            // Actions are ASCII; whatever is not becomes a byte that no ASCII pattern has.
            var c = TextHash.ToLower(name[i]);
            head |= (c < 0x80 ? c : 0xFFul) << (8 * i);
        }

        return head;
    }
}
