namespace Holdfast.Protocols.Wire;

/// <summary>The values that a path has for the labels of its operation's template, decoded.</summary>
/// <param name="names">The names of the labels, shared by all requests of the operation.</param>
/// <param name="values">The values in the same order.</param>
public readonly struct PathLabels(string[] names, string[] values)
{
    private readonly string[]? _names = names;
    private readonly string[]? _values = values;

    /// <summary>The number of labels.</summary>
    public int Count => _names?.Length ?? 0;

    /// <summary>Finds a label's value by its name.</summary>
    public string? Find(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(_names![i], name, StringComparison.Ordinal))
            {
                return _values![i];
            }
        }

        return null;
    }
}
