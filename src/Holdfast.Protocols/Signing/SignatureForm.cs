namespace Holdfast.Protocols.Signing;

/// <summary>The way in which a request says who sends it.</summary>
public enum SignatureForm
{
    /// <summary>The request says nothing: it is anonymous.</summary>
    None,

    /// <summary>Signature Version 4 in the <c>Authorization</c> header.</summary>
    V4Header,

    /// <summary>Signature Version 4 in the query: a presigned URL.</summary>
    V4Query,

    /// <summary>S3's Signature Version 2 in the <c>Authorization</c> header.</summary>
    V2Header,

    /// <summary>S3's Signature Version 2 in the query: a presigned URL of old.</summary>
    V2Query,
}
