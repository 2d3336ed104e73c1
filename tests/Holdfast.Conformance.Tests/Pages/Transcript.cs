using System.Text;
using System.Text.RegularExpressions;

namespace Holdfast.Conformance.Tests.Pages;

/// <summary>The commands of a page and what it says that they print. Comments of the form <c>&lt;!-- run: … --&gt;</c> hold what a reader does by heart: take another's keys, write a file, wait.</summary>
internal sealed partial class Transcript
{
    private const int TimeoutMilliseconds = 5_000;
    private const string Prompt = "$ ";
    private const string RunComment = "<!-- run:";
    private const string Indent = "    ";

    private Transcript(IReadOnlyList<TranscriptStep> steps)
    {
        Steps = steps;
    }

    /// <summary>What is done, in order.</summary>
    public IReadOnlyList<TranscriptStep> Steps { get; }

    /// <summary>Reads a page in Markdown.</summary>
    public static Transcript Read(string page)
    {
        List<TranscriptStep> steps = [];
        var lines = new Queue<string>(page.ReplaceLineEndings("\n").Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (line.StartsWith(RunComment, StringComparison.Ordinal))
            {
                steps.Add(new(ReadComment(line, lines), Expected: "", IsShown: false));
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                ReadBlock(TakeWhile(lines, static next => next != "```"), steps);
                lines.TryDequeue(out _);
            }
            else if (line.StartsWith(Indent, StringComparison.Ordinal))
            {
                ReadBlock([line[Indent.Length..], .. TakeWhile(lines, IsIndented).Select(static next => next.Length == 0 ? next : next[Indent.Length..])], steps);
            }
        }

        return new(steps);
    }

    /// <summary>Brings two outputs of the same command to the same form: what differs from one run to the next becomes a word, and layout a space.</summary>
    public static string Normalize(string output)
    {
        var text = Progress().Replace(output, "");
        text = Space().Replace(text, " ").Trim();
        text = Uuid().Replace(text, "UUID");
        text = Time().Replace(text, "TIME");
        text = Day().Replace(text, "DAY");
        text = Stamp().Replace(text, "STAMP");
        text = Listed().Replace(text, "TIME BYTES ");
        text = UniqueId().Replace(text, "ID");
        text = Agent().Replace(text, "curl");
        text = All().Replace(text, "ALL");
        return Secret().Replace(text, "SECRET");
    }

    private static bool IsIndented(string line) => line.Length == 0 || line.StartsWith(Indent, StringComparison.Ordinal);

    private static List<string> TakeWhile(Queue<string> lines, Func<string, bool> isWanted)
    {
        List<string> taken = [];
        while (lines.TryPeek(out var line) && isWanted(line))
        {
            taken.Add(lines.Dequeue());
        }

        return taken;
    }

    private static string ReadComment(string line, Queue<string> lines)
    {
        var text = new StringBuilder(line[RunComment.Length..]);
        while (!text.ToString().Contains("-->", StringComparison.Ordinal))
        {
            text.Append('\n').Append(lines.Dequeue());
        }

        return text.ToString()[..text.ToString().IndexOf("-->", StringComparison.Ordinal)].Trim();
    }

    private static void ReadBlock(List<string> block, List<TranscriptStep> steps)
    {
        var lines = new Queue<string>(block);
        while (lines.TryDequeue(out var line))
        {
            if (!line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                continue;
            }

            var command = new StringBuilder(line[Prompt.Length..]);

            // A command goes on while its line ends with a backslash, a quotation is open, or a loop is.
            while (IsOpen(command.ToString()) && lines.TryDequeue(out var next))
            {
                command.Append('\n').Append(next);
            }

            var expected = TakeWhile(lines, static next => !next.StartsWith(Prompt, StringComparison.Ordinal));
            steps.Add(new(command.ToString(), string.Join('\n', expected).Trim(), IsShown: true));
        }
    }

    private static bool IsOpen(string command)
    {
        if (Document().Match(command) is { Success: true } document && !command.EndsWith($"\n{document.Groups["mark"].Value}", StringComparison.Ordinal))
        {
            return true;
        }

        if (command.EndsWith('\\') || (command.StartsWith("for ", StringComparison.Ordinal) && !command.EndsWith("done", StringComparison.Ordinal)))
        {
            return true;
        }

        if (command.Contains("<<", StringComparison.Ordinal))
        {
            return false;
        }

        var quote = '\0';
        foreach (var character in command)
        {
            quote = character is not ('\'' or '"') ? quote : quote == '\0' ? character : quote == character ? '\0' : quote;
        }

        return quote != '\0';
    }

    // A word that is cut.
    [GeneratedRegex("[-\\w+/]*…", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    internal static partial Regex Cut();

    // What a command writes over again.
    [GeneratedRegex(@"[^\r\n]*\r(?!\n)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Progress();

    [GeneratedRegex(@"curl/[\d.]+", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Agent();

    // The text of a file, up to a line with its mark.
    [GeneratedRegex(@"<<'(?<mark>\w+)'", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Document();

    // So many of as many.
    [GeneratedRegex(@"\b(?<count>\d+)/\k<count>(?= \w+ files valid)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex All();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Space();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Time();

    [GeneratedRegex(@"\d{4}/\d\d/\d\d", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Day();

    [GeneratedRegex(@"\d{8}T\d{4,6}Z(_\w{16})?", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"TIME \d+ ", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Listed();

    [GeneratedRegex("(AKIA|ASIA|AIDA|AROA|AGPA|ANPA)[A-Z0-9]{16,17}", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex UniqueId();

    [GeneratedRegex(@"(?<![\w/+])[\w/+]{40}(?![\w/+])", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Secret();
}

/// <summary>One command of a page.</summary>
/// <param name="Command">The command, for a shell.</param>
/// <param name="Expected">What the page says that it prints; nothing when the page does not say.</param>
/// <param name="IsShown">Whether the reader sees it.</param>
internal sealed record TranscriptStep(string Command, string Expected, bool IsShown)
{
    /// <summary>Whether an output is what the page says; an ellipsis, with the word that it cuts, stands for anything.</summary>
    public bool Matches(string output)
    {
        var pattern = string.Join(".*?", Transcript.Cut().Split(Transcript.Normalize(Expected)).Select(Regex.Escape));
        return Expected.Length == 0 || Regex.IsMatch(Transcript.Normalize(output), $"^{pattern}$", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
    }
}
