namespace Holdfast.Services.CloudTrail.Lake.Engine;

/// <summary>The type of a column, as far as its text depends on it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Children">What is in it: the element of a list, key and value of a map, the fields of a row.</param>
internal sealed record DuckType(DuckTypeKind Kind, IReadOnlyList<(string Name, DuckType Type)> Children);

/// <summary>The kinds of types that have texts of their own.</summary>
internal enum DuckTypeKind
{
    /// <summary>All whose text is DuckDB's.</summary>
    Plain,

    /// <summary>Text already.</summary>
    Text,

    /// <summary>An instant without a zone.</summary>
    Timestamp,

    /// <summary>An instant with one.</summary>
    ZonedTimestamp,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map.</summary>
    Map,

    /// <summary>A row of named fields.</summary>
    Row,
}
