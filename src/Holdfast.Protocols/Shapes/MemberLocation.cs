namespace Holdfast.Protocols.Shapes;

/// <summary>Where a REST protocol carries a top-level member.</summary>
public enum MemberLocation : byte
{
    /// <summary>In the body, beside the other members.</summary>
    Body,

    /// <summary>In one header.</summary>
    Header,

    /// <summary>A map, each entry in a header of the member's prefix.</summary>
    Headers,

    /// <summary>In the query string; a map becomes one parameter per entry.</summary>
    QueryString,

    /// <summary>In a label of the path.</summary>
    Uri,

    /// <summary>The status code of the response.</summary>
    StatusCode,

    /// <summary>The member is the whole body.</summary>
    Payload,
}
