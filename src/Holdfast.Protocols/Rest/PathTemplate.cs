namespace Holdfast.Protocols.Rest;

/// <summary>The path of an operation: literal segments, labels of one segment, and at most one greedy label.</summary>
internal sealed class PathTemplate
{
    private readonly Segment[] _segments;
    private readonly int _greedy;

    private PathTemplate(string text, Segment[] segments)
    {
        Text = text;
        _segments = segments;
        _greedy = Array.FindIndex(segments, segment => segment.Kind is SegmentKind.Greedy);
        LabelNames = [.. segments.Where(segment => segment.Kind is not SegmentKind.Literal).Select(segment => segment.Text)];
    }

    /// <summary>The template as the model writes it.</summary>
    public string Text { get; }

    /// <summary>The names of the labels, in order.</summary>
    public string[] LabelNames { get; }

    /// <summary>Makes a template of a model's path.</summary>
    public static PathTemplate Parse(string path)
        => new(path, [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(ParseSegment)]);

    /// <summary>Orders templates so that of two that fit a path the more particular one comes first.</summary>
    public static int Compare(PathTemplate left, PathTemplate right)
    {
        for (var i = 0; i < Math.Min(left._segments.Length, right._segments.Length); i++)
        {
            var difference = left._segments[i].Kind - right._segments[i].Kind;
            if (difference != 0)
            {
                return difference;
            }
        }

        var longer = right._segments.Length - left._segments.Length;
        return longer != 0 ? longer : string.CompareOrdinal(left.Text, right.Text);
    }

    /// <summary>Matches a path as it was sent and finds where in it the labels' values stand.</summary>
    public bool TryMatch(ReadOnlySpan<char> path, Span<Range> labels)
    {
        var start = path.StartsWith("/") ? 1 : 0;
        var label = 0;
        for (var i = 0; i < _segments.Length; i++)
        {
            if (start > path.Length)
            {
                return false;
            }

            var length = i == _greedy ? GreedyLength(path, start, _segments.Length - 1 - i) : path[start..].IndexOf('/');
            length = length < 0 ? path.Length - start : length;
            if (!_segments[i].Fits(path.Slice(start, length)))
            {
                return false;
            }

            if (_segments[i].Kind is not SegmentKind.Literal)
            {
                labels[label++] = start..(start + length);
            }

            start += length + 1;
        }

        // One slash more at the end means the same resource.
        return start >= path.Length;
    }

    // A greedy label leaves as many segments as the template has behind it.
    private static int GreedyLength(ReadOnlySpan<char> path, int start, int segmentsBehind)
    {
        var end = path.Length;
        for (var i = 0; i < segmentsBehind; i++)
        {
            end = path[..Math.Max(end, 0)].LastIndexOf('/');
        }

        return end > start ? end - start : 0;
    }

    private static Segment ParseSegment(string text)
        => !text.StartsWith('{') ? new(SegmentKind.Literal, text)
            : text.EndsWith("+}", StringComparison.Ordinal) ? new(SegmentKind.Greedy, text[1..^2])
            : new(SegmentKind.Label, text[1..^1]);

    private enum SegmentKind
    {
        Literal,
        Label,
        Greedy,
    }

    private sealed record Segment(SegmentKind Kind, string Text)
    {
        public bool Fits(ReadOnlySpan<char> part) => Kind is SegmentKind.Literal ? part.SequenceEqual(Text) : part.Length > 0;
    }
}
