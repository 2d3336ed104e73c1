namespace Holdfast.Protocols.Wire;

/// <summary>The bounds that every reader keeps; beyond one, the request is malformed in its protocol's own words.</summary>
public static class Bounds
{
    /// <summary>The most structures, lists and maps inside one another.</summary>
    public const int DepthMax = 64;

    /// <summary>The most elements of one list, or entries of one map.</summary>
    public const int ElementsMax = 100_000;

    /// <summary>The most named places in a form, that is, distinct prefixes of its parameter names.</summary>
    public const int FormNodesMax = 200_000;

    /// <summary>The most elements in an XML body.</summary>
    public const int XmlNodesMax = 200_000;

    /// <summary>The most attributes of one XML element.</summary>
    public const int XmlAttributesMax = 64;

    /// <summary>The most bytes of a number's text.</summary>
    public const int NumberBytesMax = 128;

    /// <summary>The most characters of a raw query string.</summary>
    public const int QueryCharactersMax = 1 << 16;

    /// <summary>The most parameters of a query string.</summary>
    public const int QueryParametersMax = 1_024;
}
