using Holdfast.Protocols.Validation;

namespace Holdfast.Protocols.Shapes;

/// <summary>The facts of one shape of a service model: what a codec and the constraint check need to know.</summary>
/// <remarks>
/// Generated code makes one per shape of an implemented operation, when the operation is first used.
/// Shapes may contain themselves, so the members are asked for and made once, on first use.
/// </remarks>
public sealed class Shape(string name, ShapeKind kind)
{
    private readonly Lock _gate = new();
    private Member[]? _members;
    private Member? _root;

    /// <summary>The name in the model, such as <c>CreateUserRequest</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What kind of value it is.</summary>
    public ShapeKind Kind { get; } = kind;

    /// <summary>Makes the members; for a list the element alone, for a map the key and the value.</summary>
    public Func<Member[]>? MembersOf { get; init; }

    /// <summary>Whether exactly one member is set.</summary>
    public bool IsUnion { get; init; }

    /// <summary>Whether the list or map has no element of its own around its entries.</summary>
    public bool IsFlattened { get; init; }

    /// <summary>Whether values must not be logged or recorded.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether the blob is a stream of unknown length.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>Whether a list or map may hold nulls.</summary>
    public bool IsSparse { get; init; }

    /// <summary>The format of a timestamp, when the shape prescribes one.</summary>
    public TimestampFormat TimestampFormat { get; init; }

    /// <summary>The smallest length, count or number.</summary>
    public double? Min { get; init; }

    /// <summary>The largest length, count or number.</summary>
    public double? Max { get; init; }

    /// <summary>The regular expression that a string must match, as the model words it.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values that a string may have; empty when any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The XML namespace of the element, if one is prescribed.</summary>
    public string? XmlNamespace { get; init; }

    /// <summary>The prefix that the XML namespace is bound to, if one is prescribed.</summary>
    public string? XmlPrefix { get; init; }

    /// <summary>The place of a value that stands in no other: a whole request, response or error.</summary>
    public Member Root => _root ??= new(Name, 0, this);

    /// <summary>The pattern as the constraint check compiled it on first use.</summary>
    internal StringPattern? CompiledPattern { get; set; }

    /// <summary>The members of a structure, in the model's order.</summary>
    public ReadOnlySpan<Member> Members => MemberArray;

    /// <summary>The element of a list.</summary>
    public Member Element => MemberArray[0];

    /// <summary>The key of a map.</summary>
    public Member Key => MemberArray[0];

    /// <summary>The value of a map.</summary>
    public Member Value => MemberArray[1];

    private Member[] MemberArray
    {
        get
        {
            if (Volatile.Read(ref _members) is { } made)
            {
                return made;
            }

            lock (_gate)
            {
                return _members ??= MembersOf?.Invoke() ?? [];
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
