namespace Holdfast.Protocols.Record;

/// <summary>The forms of an instant in the record of a call.</summary>
public enum RecordTimestamps
{
    /// <summary>In words, such as <c>Nov 22, 2026, 3:11:23 PM</c>: how the services of query and JSON write them.</summary>
    Words,

    /// <summary>ISO 8601, such as <c>2026-11-22T15:11:23Z</c>: how the REST services write them.</summary>
    Iso8601,

    /// <summary>Milliseconds since 1970: how EC2 writes them.</summary>
    Milliseconds,
}
