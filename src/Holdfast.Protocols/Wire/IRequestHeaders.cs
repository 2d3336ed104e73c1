namespace Holdfast.Protocols.Wire;

/// <summary>The headers of a request, as the server holds them.</summary>
public interface IRequestHeaders
{
    /// <summary>Finds a header's value by its name in any case; several lines of one name are joined with commas.</summary>
    string? Find(string name);

    /// <summary>Gives every header whose name begins with the prefix in any case, under its full name.</summary>
    IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix);
}
