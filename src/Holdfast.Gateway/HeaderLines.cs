using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Gateway;

/// <summary>The header lines of a request, in a place that the next request of the connection uses again.</summary>
internal sealed class HeaderLines : IRequestHeaders
{
    private HeaderField[] _fields = new HeaderField[16];
    private int _count;

    /// <summary>The lines.</summary>
    public ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, _count);

    /// <summary>The number of lines.</summary>
    public int Count => _count;

    /// <summary>The bytes of all names and values, with what HTTP/1.1 puts around them.</summary>
    public int Bytes { get; private set; }

    /// <summary>Takes over the lines of a request.</summary>
    public void Fill(IHeaderDictionary headers)
    {
        Clear();
        foreach (var (name, values) in headers)
        {
            if (name[0] == ':')
            {
                // HTTP/2's pseudo-headers; its authority is there as Host too.
                continue;
            }

            for (var i = 0; i < values.Count; i++)
            {
                Add(name, values[i] ?? "");
            }
        }
    }

    /// <summary>Forgets the lines, so that none outlives its request.</summary>
    public void Clear()
    {
        Array.Clear(_fields, 0, _count);
        _count = 0;
        Bytes = 0;
    }

    /// <inheritdoc/>
    public string? Find(string name)
    {
        string? found = null;
        for (var i = 0; i < _count; i++)
        {
            if (IsNamed(_fields[i], name))
            {
                found = found is null ? _fields[i].Value : $"{found},{_fields[i].Value}";
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_fields[i].Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return new(_fields[i].Name, _fields[i].Value);
            }
        }
    }

    private static bool IsNamed(HeaderField field, string name)
        => field.Name.Length == name.Length && string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase);

    private void Add(string name, string value)
    {
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, _count * 2);
        }

        const int Around = 4;
        Bytes += name.Length + value.Length + Around;
        _fields[_count++] = new HeaderField(name, value);
    }
}
