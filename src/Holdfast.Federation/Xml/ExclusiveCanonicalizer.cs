using System.Text;
using System.Xml;

namespace Holdfast.Federation.Xml;

/// <summary>Writes an element in the form that signatures are made over: Exclusive XML Canonicalization 1.0, without comments.</summary>
/// <remarks>https://www.w3.org/TR/xml-exc-c14n/; the order of attributes and the escapes are those of Canonical XML 1.0.</remarks>
internal sealed class ExclusiveCanonicalizer
{
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";
    private const string DefaultPrefixToken = "#default";

    private readonly StringBuilder _text = new();
    private readonly XmlElement? _without;
    private readonly string[] _inclusive;

    private ExclusiveCanonicalizer(XmlElement? without, string[] inclusive)
    {
        _without = without;
        _inclusive = inclusive;
    }

    /// <summary>Writes an element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="without">An element in it that is left out: the signature that it encloses.</param>
    /// <param name="inclusivePrefixes">The prefixes whose declarations are kept even where they are not used.</param>
    public static byte[] Write(XmlElement element, XmlElement? without, IEnumerable<string> inclusivePrefixes)
    {
        string[] inclusive = [.. inclusivePrefixes.Select(prefix => prefix == DefaultPrefixToken ? "" : prefix)];
        var writer = new ExclusiveCanonicalizer(without, inclusive);
        writer.WriteElement(element, new(StringComparer.Ordinal) { [""] = "" });
        return Encoding.UTF8.GetBytes(writer._text.ToString());
    }

    private void WriteElement(XmlElement element, Dictionary<string, string> written)
    {
        _text.Append('<').Append(element.Name);
        written = WriteNamespaces(element, written);
        WriteAttributes(element);
        _text.Append('>');
        for (var node = element.FirstChild; node is not null; node = node.NextSibling)
        {
            switch (node)
            {
                case XmlElement child when !ReferenceEquals(child, _without):
                    WriteElement(child, written);
                    break;
                case XmlCharacterData and not XmlComment:
                    WriteText(node.Value ?? "");
                    break;
                default:
                    break;
            }
        }

        _text.Append("</").Append(element.Name).Append('>');
    }

    // A declaration is written where its prefix is used (or listed) and what is around does not say the same.
    private Dictionary<string, string> WriteNamespaces(XmlElement element, Dictionary<string, string> written)
    {
        var needed = new SortedDictionary<string, string>(StringComparer.Ordinal) { [element.Prefix] = element.NamespaceURI };
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (!IsDeclaration(attribute) && attribute.Prefix.Length > 0)
            {
                needed[attribute.Prefix] = attribute.NamespaceURI;
            }
        }

        foreach (var prefix in _inclusive)
        {
            var uri = element.GetNamespaceOfPrefix(prefix);
            if (prefix.Length == 0 || uri.Length > 0)
            {
                needed[prefix] = uri;
            }
        }

        var now = written;
        foreach (var (prefix, uri) in needed)
        {
            if (prefix == "xml" || (written.TryGetValue(prefix, out var known) && known == uri))
            {
                continue;
            }

            now = ReferenceEquals(now, written) ? new(written, StringComparer.Ordinal) : now;
            now[prefix] = uri;
            _text.Append(" xmlns").Append(prefix.Length > 0 ? ":" : "").Append(prefix).Append("=\"");
            WriteValue(uri);
            _text.Append('"');
        }

        return now;
    }

    private void WriteAttributes(XmlElement element)
    {
        var attributes = new List<XmlAttribute>();
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (!IsDeclaration(attribute))
            {
                attributes.Add(attribute);
            }
        }

        attributes.Sort(static (one, other) => string.CompareOrdinal(one.NamespaceURI, other.NamespaceURI) is var order and not 0
            ? order
            : string.CompareOrdinal(one.LocalName, other.LocalName));
        foreach (var attribute in attributes)
        {
            _text.Append(' ').Append(attribute.Name).Append("=\"");
            WriteValue(attribute.Value);
            _text.Append('"');
        }
    }

    private static bool IsDeclaration(XmlAttribute attribute)
        => attribute.NamespaceURI != XmlNamespace && (attribute.Prefix == "xmlns" || attribute.Name == "xmlns");

    private void WriteText(string text)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '\r' => _text.Append("&#xD;"),
                _ => _text.Append(character),
            };
        }
    }

    private void WriteValue(string value)
    {
        foreach (var character in value)
        {
            _ = character switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '"' => _text.Append("&quot;"),
                '\t' => _text.Append("&#x9;"),
                '\n' => _text.Append("&#xA;"),
                '\r' => _text.Append("&#xD;"),
                _ => _text.Append(character),
            };
        }
    }
}
