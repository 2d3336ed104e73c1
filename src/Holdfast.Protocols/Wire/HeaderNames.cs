namespace Holdfast.Protocols.Wire;

/// <summary>The headers that answers carry.</summary>
internal static class HeaderNames
{
    /// <summary>What the body is.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>The request id of every service but S3.</summary>
    public const string RequestId = "x-amzn-RequestId";

    /// <summary>The request id of S3.</summary>
    public const string S3RequestId = "x-amz-request-id";

    /// <summary>The second id of S3.</summary>
    public const string S3HostId = "x-amz-id-2";

    /// <summary>The code of an error, without reading the body.</summary>
    public const string ErrorType = "x-amzn-ErrorType";

    /// <summary>The code that the former query protocol had.</summary>
    public const string QueryError = "x-amzn-query-error";
}
