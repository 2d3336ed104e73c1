using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Services.Tests.Authorization;

/// <summary>Reads a request that nobody wrote: every member is there, named things bear the names that the test's world knows.</summary>
internal sealed class SampleReader(IReadOnlyDictionary<string, string> texts) : ShapeReader
{
    private const int DepthMax = 6;

    private readonly Stack<Frame> _frames = new();

    public override void BeginStructure(Member at) => _frames.Push(new(_frames.Count < DepthMax ? at.Target.Members.ToArray() : []));

    public override Member? NextMember()
    {
        var frame = _frames.Peek();
        if (frame.Next < frame.Members.Length)
        {
            return frame.Members[frame.Next++];
        }

        _frames.Pop();
        return null;
    }

    public override void BeginList(Member at) => _frames.Push(new([at]));

    public override bool NextElement() => NextMember() is not null;

    public override void BeginMap(Member at) => _frames.Push(new([at]));

    public override bool NextEntry(out string key)
    {
        key = "key";
        return NextMember() is not null;
    }

    public override bool TryReadNull() => false;

    public override string ReadString(Member at)
        => texts.TryGetValue(at.Name, out var text) ? text : at.Target.Values is [var first, ..] ? first : "sample";

    public override int ReadInteger(Member at) => (int)(at.Target.Min ?? 1);

    public override long ReadLong(Member at) => (long)(at.Target.Min ?? 1);

    public override float ReadFloat(Member at) => (float)(at.Target.Min ?? 1);

    public override double ReadDouble(Member at) => at.Target.Min ?? 1;

    public override bool ReadBoolean(Member at) => true;

    public override DateTimeOffset ReadTimestamp(Member at) => DateTimeOffset.UnixEpoch;

    public override ReadOnlyMemory<byte> ReadBlob(Member at) => "sample"u8.ToArray();

    public override Stream ReadStream(Member at) => Stream.Null;

    public override JsonElement ReadDocument(Member at) => default;

    private sealed class Frame(Member[] members)
    {
        public Member[] Members { get; } = members;

        public int Next { get; set; }
    }
}
