namespace Holdfast.Server.Commands.Import;

/// <summary>What an import did, and what it could not carry over.</summary>
internal sealed class ImportReport
{
    // What is not in the file cannot be asked for, so a person has to know.
    private const string NotInTheFile =
        """
        Not in the file, and so not here: passwords, access keys, MFA devices, certificates and other credentials; identity providers;
        the account's alias and password policy; descriptions and session durations of roles; tags of policies and instance profiles.
        """;

    private readonly SortedDictionary<string, int> _made = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unchanged = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly List<string> _lost = [];

    /// <summary>Whether everything in the file is there now.</summary>
    public bool IsComplete => _lost.Count == 0;

    /// <summary>Counts something that was made or changed.</summary>
    public void Made(string kind) => _made[kind] = _made.GetValueOrDefault(kind) + 1;

    /// <summary>Counts something that was there already.</summary>
    public void Unchanged(string kind) => _unchanged[kind] = _unchanged.GetValueOrDefault(kind) + 1;

    /// <summary>Says what is not as in the file, though it is carried over.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>Says what could not be carried over.</summary>
    public void Lost(string what, string why) => _lost.Add($"{what}: {why}");

    /// <summary>Writes the report.</summary>
    public void Write(TextWriter text)
    {
        foreach (var kind in _made.Keys.Union(_unchanged.Keys).Order(StringComparer.Ordinal))
        {
            text.WriteLine($"{kind + ":",-22} {_made.GetValueOrDefault(kind)} made or changed, {_unchanged.GetValueOrDefault(kind)} as they were");
        }

        foreach (var note in _notes)
        {
            text.WriteLine(note);
        }

        if (_lost.Count > 0)
        {
            text.WriteLine($"Could not be carried over: {_lost.Count}");
            foreach (var lost in _lost)
            {
                text.WriteLine("  " + lost);
            }
        }

        text.WriteLine(NotInTheFile);
    }
}
