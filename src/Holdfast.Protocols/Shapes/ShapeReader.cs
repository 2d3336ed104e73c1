using System.Text.Json;

namespace Holdfast.Protocols.Shapes;

/// <summary>Puts a value together from a request (and, in tests, from a response), pulled by generated code.</summary>
/// <remarks>
/// A structure is <see cref="BeginStructure"/> and <see cref="NextMember"/> until it is null: each member returned must be read
/// before the next call; unknown members are skipped within. Duplicates: the last one wins, as the AWS parsers do.
/// A list is <see cref="BeginList"/> and <see cref="NextElement"/>; a map is <see cref="BeginMap"/> and <see cref="NextEntry"/>.
/// Malformed input throws <see cref="MalformedRequestException"/>, and nothing else.
/// </remarks>
public abstract class ShapeReader
{
    private List<Member>? _missing;

    /// <summary>The required members that were found missing so far, outermost path first, as <c>user.tags.1.member.key</c>.</summary>
    public IReadOnlyList<Member> Missing => _missing ?? (IReadOnlyList<Member>)[];

    /// <summary>Notes a required member that is not there; the request is refused after it was read.</summary>
    public virtual void NoteMissing(Member member) => (_missing ??= []).Add(member);

    /// <summary>Forgets what was missing, so that the reader can read another request.</summary>
    private protected void ForgetMissing() => _missing = null;

    /// <summary>Begins a structure.</summary>
    public abstract void BeginStructure(Member at);

    /// <summary>Gives the next member that has a value, or null at the structure's end.</summary>
    public abstract Member? NextMember();

    /// <summary>Begins a list.</summary>
    public abstract void BeginList(Member at);

    /// <summary>Moves to the next element, or says that there is none.</summary>
    public abstract bool NextElement();

    /// <summary>Begins a map.</summary>
    public abstract void BeginMap(Member at);

    /// <summary>Moves to the next entry, or says that there is none.</summary>
    public abstract bool NextEntry(out string key);

    /// <summary>Says whether the value at hand is null, and passes over it when it is.</summary>
    public abstract bool TryReadNull();

    /// <summary>Reads text.</summary>
    public abstract string ReadString(Member at);

    /// <summary>Reads a 32-bit number.</summary>
    public abstract int ReadInteger(Member at);

    /// <summary>Reads a 64-bit number.</summary>
    public abstract long ReadLong(Member at);

    /// <summary>Reads a 32-bit floating point number.</summary>
    public abstract float ReadFloat(Member at);

    /// <summary>Reads a 64-bit floating point number.</summary>
    public abstract double ReadDouble(Member at);

    /// <summary>Reads true or false.</summary>
    public abstract bool ReadBoolean(Member at);

    /// <summary>Reads an instant.</summary>
    public abstract DateTimeOffset ReadTimestamp(Member at);

    /// <summary>Reads bytes.</summary>
    public abstract ReadOnlyMemory<byte> ReadBlob(Member at);

    /// <summary>Takes the streaming body.</summary>
    public abstract Stream ReadStream(Member at);

    /// <summary>Reads any JSON value.</summary>
    public abstract JsonElement ReadDocument(Member at);
}
