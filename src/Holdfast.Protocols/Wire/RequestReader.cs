using System.Globalization;
using System.Text;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>A reader of one request; it comes from a pool and goes back there when disposed.</summary>
/// <remarks>Values read from it are copies and outlive it.</remarks>
public abstract class RequestReader : ShapeReader, IDisposable
{
    private Frame[] _frames = new Frame[8];
    private int _depth;
    private bool _sawToken;
    private bool _isRootRead;
    private string? _freshToken;
    private List<string>? _missingPaths;

    /// <summary>The paths of the required members that were found missing, as AWS words them, such as <c>tags.1.member.key</c>.</summary>
    public IReadOnlyList<string> MissingPaths => _missingPaths ?? (IReadOnlyList<string>)[];

    /// <summary>Makes the token that fills a missing idempotency token.</summary>
    private protected Func<string>? NewToken { get; set; }

    /// <summary>Whether what is read is one member of the request, not the request.</summary>
    internal bool RootIsPayload { get; set; }

    /// <summary>The number of open structures, lists and maps.</summary>
    internal int Depth => _depth;

    /// <summary>The innermost open structure, list or map.</summary>
    private protected ref Frame Top => ref _frames[_depth - 1];

    /// <inheritdoc/>
    public override Member? NextMember()
    {
        var member = _isRootRead && _depth == 1 ? null : NextMemberCore();
        if (_depth == 1 && NewToken is not null)
        {
            _isRootRead |= member is null;
            member = FillToken(member);
        }

        if (member is null)
        {
            _depth--;
        }

        return member;
    }

    /// <inheritdoc/>
    public override bool NextElement()
    {
        ref var top = ref Top;
        if (!NextElementCore())
        {
            _depth--;
            return false;
        }

        CheckCount(ref top);
        return true;
    }

    /// <inheritdoc/>
    public override bool NextEntry(out string key)
    {
        ref var top = ref Top;
        if (!NextEntryCore(out key))
        {
            _depth--;
            return false;
        }

        CheckCount(ref top);
        top.Key = key;
        return true;
    }

    /// <inheritdoc/>
    public sealed override string ReadString(Member at)
    {
        if (_freshToken is { } token)
        {
            _freshToken = null;
            return token;
        }

        return ReadStringCore(at);
    }

    /// <inheritdoc/>
    public override void NoteMissing(Member member) => NoteMissing(member, PathTo(member));

    /// <inheritdoc/>
    public void Dispose()
    {
        _depth = 0;
        _sawToken = false;
        _isRootRead = false;
        _freshToken = null;
        _missingPaths = null;
        NewToken = null;
        RootIsPayload = false;
        Array.Clear(_frames);
        ForgetMissing();
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the exception for input that its protocol does not allow.</summary>
    private protected abstract MalformedRequestException Malformed(string message);

    /// <summary>Gives the next member of the innermost structure, or null.</summary>
    private protected abstract Member? NextMemberCore();

    /// <summary>Moves to the next element of the innermost list.</summary>
    private protected abstract bool NextElementCore();

    /// <summary>Moves to the next entry of the innermost map.</summary>
    private protected abstract bool NextEntryCore(out string key);

    /// <summary>Reads text.</summary>
    private protected abstract string ReadStringCore(Member at);

    /// <summary>Gives back what was rented and the reader itself.</summary>
    private protected abstract void Release();

    /// <summary>Opens a structure, list or map.</summary>
    private protected ref Frame Push(Member at)
    {
        if (_depth == Bounds.DepthMax)
        {
            throw Malformed($"The request is nested more than {Bounds.DepthMax} levels deep.");
        }

        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        ref var frame = ref _frames[_depth++];
        frame = default;
        frame.At = at;
        return ref frame;
    }

    /// <summary>Notes a required member that is not there, whose path another reader of the same request knows.</summary>
    private protected void NoteMissing(Member member, string path)
    {
        base.NoteMissing(member);
        (_missingPaths ??= []).Add(path);
    }

    /// <summary>Gives the path of a member of the structure that was read last, in AWS's words.</summary>
    internal string PathTo(Member member)
    {
        // The structure that was just read is closed, but its frame still stands above the top.
        var path = new StringBuilder();
        for (var i = 0; i <= _depth && i < _frames.Length && _frames[i].At is { } at; i++)
        {
            if (i > 0 ? _frames[i - 1].At.Target.Kind == ShapeKind.Structure : RootIsPayload)
            {
                AppendName(path, at.Name);
            }

            if (i == _depth)
            {
                break;
            }

            if (at.Target.Kind == ShapeKind.List)
            {
                path.Append(CultureInfo.InvariantCulture, $".{_frames[i].Count}.member");
            }
            else if (at.Target.Kind == ShapeKind.Map)
            {
                path.Append('.').Append(_frames[i].Key).Append(".member");
            }
        }

        AppendName(path, member.Name);
        return path.ToString();
    }

    private static void AppendName(StringBuilder path, string name)
    {
        if (path.Length > 0)
        {
            path.Append('.');
        }

        path.Append(char.ToLowerInvariant(name[0])).Append(name, 1, name.Length - 1);
    }

    private void CheckCount(ref Frame frame)
    {
        if (++frame.Count > Bounds.ElementsMax)
        {
            throw Malformed($"A list or map has more than {Bounds.ElementsMax} elements.");
        }
    }

    private Member? FillToken(Member? found)
    {
        if (found is not null)
        {
            _sawToken |= found.IsIdempotencyToken;
            return found;
        }

        if (_sawToken)
        {
            return null;
        }

        foreach (var member in Top.At.Target.Members)
        {
            if (member.IsIdempotencyToken)
            {
                _sawToken = true;
                _freshToken = NewToken!();
                return member;
            }
        }

        return null;
    }

    /// <summary>One open structure, list or map; what the numbers mean is the reader's own.</summary>
    private protected struct Frame
    {
        /// <summary>Where it stands.</summary>
        public Member At;

        /// <summary>The key of the entry at hand.</summary>
        public string? Key;

        /// <summary>How many elements or entries were given.</summary>
        public int Count;

        /// <summary>The reader's place of the whole.</summary>
        public int Node;

        /// <summary>The reader's place of what comes next.</summary>
        public int Cursor;

        /// <summary>Where in the members the last one was found; the next one is likely to follow it.</summary>
        public int Hint;
    }
}
