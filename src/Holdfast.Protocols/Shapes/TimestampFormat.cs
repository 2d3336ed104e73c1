namespace Holdfast.Protocols.Shapes;

/// <summary>How an instant is written.</summary>
public enum TimestampFormat : byte
{
    /// <summary>As the protocol and the location prescribe.</summary>
    Default,

    /// <summary>RFC 3339 in UTC, such as <c>2030-01-01T00:00:00Z</c>.</summary>
    Iso8601,

    /// <summary>RFC 7231's fixed date, such as <c>Tue, 01 Jan 2030 00:00:00 GMT</c>.</summary>
    Rfc822,

    /// <summary>Seconds since 1970, with a fraction where there is one.</summary>
    UnixTimestamp,
}
