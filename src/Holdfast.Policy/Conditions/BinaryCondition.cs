using System.Buffers;
using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Conditions;

/// <summary>BinaryEquals: the bytes that base64 texts stand for.</summary>
internal sealed class BinaryCondition : ConditionTest
{
    private readonly byte[][] _values;

    public BinaryCondition(ConditionClause clause)
        : base(clause)
    {
        var values = new List<byte[]>(clause.Values.Length);
        foreach (var value in clause.Values)
        {
            var bytes = new byte[value.Text.Length];
            if (Convert.TryFromBase64String(value.Text, bytes, out var length))
            {
                values.Add(bytes[..length]);
            }
        }

        _values = [.. values];
    }

    protected override bool Matches(in ContextValue value, RequestContext context)
    {
        Span<char> scratch = stackalloc char[ContextValue.ScratchLength];
        value.TryText(scratch, out var text);
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var matches = false;
        if (Convert.TryFromBase64Chars(text, rented, out var length))
        {
            foreach (var bytes in _values)
            {
                matches |= rented.AsSpan(0, length).SequenceEqual(bytes);
            }
        }

        ArrayPool<byte>.Shared.Return(rented);
        return matches;
    }
}
