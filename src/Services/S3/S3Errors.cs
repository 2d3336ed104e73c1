using Holdfast.Kernel;

namespace Holdfast.Services.S3;

/// <summary>The errors that S3 answers and its model does not declare; the words are those of "Error responses" in the API reference.</summary>
internal static class S3Errors
{
    /// <summary>Refuses without saying more.</summary>
    public static CommonException AccessDenied() => new("AccessDenied", 403, "Access Denied");

    /// <summary>There is no such bucket.</summary>
    public static CommonException NoSuchBucket(string bucket)
        => new("NoSuchBucket", 404, "The specified bucket does not exist") { Details = [new("BucketName", bucket)] };

    /// <summary>There is no such object.</summary>
    public static CommonException NoSuchKey(string key)
        => new("NoSuchKey", 404, "The specified key does not exist.") { Details = [new("Key", key)] };

    /// <summary>There is no such version of an object.</summary>
    public static CommonException NoSuchVersion(string key, string versionId)
        => new("NoSuchVersion", 404, "The specified version does not exist.") { Details = [new("Key", key), new("VersionId", versionId)] };

    /// <summary>An argument is not one that S3 knows.</summary>
    public static CommonException InvalidArgument(string message, string name, string? value)
        => new("InvalidArgument", 400, message) { Details = [new("ArgumentName", name), new("ArgumentValue", value ?? "")] };

    /// <summary>A request that fits the model and yet makes no sense.</summary>
    public static CommonException InvalidRequest(string message) => new("InvalidRequest", 400, message);

    /// <summary>A body of XML does not fit its schema, or says what cannot be.</summary>
    public static CommonException MalformedXml()
        => new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    /// <summary>A condition of the request does not hold.</summary>
    public static CommonException PreconditionFailed(string condition)
        => new("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold") { Details = [new("Condition", condition)] };
}
