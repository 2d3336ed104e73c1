using System.Xml;

namespace Holdfast.Federation.Xml;

/// <summary>Reads XML that a stranger wrote: no DTD, no entities but the five of XML, nothing fetched, and bounds on all that grows.</summary>
internal static class SafeXml
{
    /// <summary>Elements inside one another.</summary>
    public const int DepthMax = 48;

    /// <summary>Reads a document; null when it is not one, or goes beyond a bound.</summary>
    /// <remarks>Comments are dropped, so that none divides a text; so are processing instructions. Where either was signed, the signature no longer fits.</remarks>
    /// <param name="text">The XML.</param>
    /// <param name="charactersMax">The most characters that it may have.</param>
    /// <param name="elementsMax">The most elements that it may have.</param>
    public static XmlDocument? TryRead(string text, int charactersMax, int elementsMax)
    {
        if (text.Length > charactersMax)
        {
            return null;
        }

        try
        {
            if (!IsBounded(text, elementsMax))
            {
                return null;
            }

            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            using var reader = ReaderOf(text);
            document.Load(reader);
            return document;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsBounded(string text, int elementsMax)
    {
        using var reader = ReaderOf(text);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && (++elements > elementsMax || reader.Depth > DepthMax))
            {
                return false;
            }
        }

        return elements > 0;
    }

    private static XmlReader ReaderOf(string text) => XmlReader.Create(new StringReader(text), new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
        MaxCharactersFromEntities = 1,
        CloseInput = true,
    });
}
