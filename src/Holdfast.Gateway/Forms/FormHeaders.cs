using System.Xml.Linq;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.Forms;

/// <summary>The fields of an upload form as the headers of the PUT that it stands for.</summary>
internal sealed class FormHeaders : IRequestHeaders
{
    private static readonly string[] Plain = ["Cache-Control", "Content-Type", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    private readonly List<KeyValuePair<string, string>> _headers = [];

    /// <summary>Takes the fields that say something of the object.</summary>
    /// <exception cref="System.Xml.XmlException">The tags are not XML.</exception>
    public FormHeaders(PostForm form)
    {
        foreach (var (name, value) in form.Fields)
        {
            if (name.Equals("acl", StringComparison.OrdinalIgnoreCase))
            {
                _headers.Add(new("x-amz-acl", value));
            }
            else if (name.Equals("tagging", StringComparison.OrdinalIgnoreCase))
            {
                _headers.Add(new("x-amz-tagging", QueryOf(value)));
            }
            else if (IsOfObject(name))
            {
                _headers.Add(new(name, value));
            }
        }
    }

    /// <inheritdoc/>
    public string? Find(string name)
    {
        foreach (var (candidate, value) in _headers)
        {
            if (candidate.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix)
        => _headers.Where(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    // What signs the form is not the object's, and no form copies.
    private static bool IsOfObject(string name)
        => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            ? name.ToLowerInvariant() is not ("x-amz-algorithm" or "x-amz-credential" or "x-amz-date" or "x-amz-signature" or "x-amz-security-token" or "x-amz-copy-source")
            : Array.Exists(Plain, plain => plain.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string QueryOf(string xml)
    {
        using var reader = System.Xml.XmlReader.Create(new StringReader(xml));
        var tags = XDocument.Load(reader).Descendants().Where(static element => element.Name.LocalName == "Tag");
        return string.Join('&', tags.Select(static tag => $"{Uri.EscapeDataString(Child(tag, "Key"))}={Uri.EscapeDataString(Child(tag, "Value"))}"));
    }

    private static string Child(XElement tag, string name) => tag.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
}
