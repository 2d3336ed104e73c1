using System.Xml;

namespace Holdfast.Federation.Xml;

/// <summary>The namespaces of SAML and its neighbours, and ways to find elements by full name.</summary>
internal static class XmlNames
{
    /// <summary>SAML 2.0 assertions.</summary>
    public const string Saml = "urn:oasis:names:tc:SAML:2.0:assertion";

    /// <summary>The messages of SAML 2.0.</summary>
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";

    /// <summary>The metadata of SAML 2.0.</summary>
    public const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";

    /// <summary>XML Signature.</summary>
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>XML Encryption.</summary>
    public const string Encryption = "http://www.w3.org/2001/04/xmlenc#";

    /// <summary>The children of an element that have a name.</summary>
    public static IEnumerable<XmlElement> Children(this XmlElement parent, string name, string space)
    {
        for (var node = parent.FirstChild; node is not null; node = node.NextSibling)
        {
            if (node is XmlElement element && element.LocalName == name && element.NamespaceURI == space)
            {
                yield return element;
            }
        }
    }

    /// <summary>The one child of a name; null when there is none or more than one.</summary>
    public static XmlElement? Only(this XmlElement parent, string name, string space)
    {
        XmlElement? only = null;
        foreach (var child in parent.Children(name, space))
        {
            if (only is not null)
            {
                return null;
            }

            only = child;
        }

        return only;
    }

    /// <summary>The value of an attribute without a namespace; null when it is not there.</summary>
    public static string? Value(this XmlElement element, string attribute)
        => element.GetAttributeNode(attribute) is { NamespaceURI.Length: 0 } found ? found.Value : null;

    /// <summary>All elements of a tree, the root first.</summary>
    public static IEnumerable<XmlElement> Tree(this XmlElement root)
    {
        yield return root;
        for (var node = root.FirstChild; node is not null; node = node.NextSibling)
        {
            if (node is XmlElement child)
            {
                foreach (var element in child.Tree())
                {
                    yield return element;
                }
            }
        }
    }

    /// <summary>Reads base 64 with white space in it; null when it is none.</summary>
    public static byte[]? Bytes(this XmlElement? element)
    {
        if (element is null)
        {
            return null;
        }

        try
        {
            return Convert.FromBase64String(element.InnerText);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
