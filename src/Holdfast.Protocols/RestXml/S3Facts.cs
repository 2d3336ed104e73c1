using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.RestXml;

/// <summary>What S3 does and its model does not say in the places where routing and writing look.</summary>
/// <remarks>From the API reference, https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html.</remarks>
internal static class S3Facts
{
    /// <summary>The namespace of every answer but errors.</summary>
    public const string XmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>Says whether a service is S3.</summary>
    public static bool IsS3(ServiceModel service) => service.Name == "s3";

    /// <summary>Gives what an operation asks of query string and headers to be told from those with the same template.</summary>
    public static (string[] Keys, string[] Headers) Demands(OperationModel operation)
        => !IsS3(operation.Service) ? ([], []) : operation.Name switch
        {
            "AbortMultipartUpload" or "CompleteMultipartUpload" or "ListParts" => (["uploadId"], []),
            "UploadPart" => (["partNumber", "uploadId"], []),
            "UploadPartCopy" => (["partNumber", "uploadId"], ["x-amz-copy-source"]),
            "CopyObject" => ([], ["x-amz-copy-source"]),
            "GetBucketAnalyticsConfiguration" or "GetBucketIntelligentTieringConfiguration"
                or "GetBucketInventoryConfiguration" or "GetBucketMetricsConfiguration" => (["id"], []),
            "ListDirectoryBuckets" => (["x-id=ListDirectoryBuckets"], []),
            _ => ([], []),
        };

    /// <summary>Gives the outermost element of an operation's answer.</summary>
    public static string? RootElement(string operation) => operation switch
    {
        "CompleteMultipartUpload" => "CompleteMultipartUploadResult",
        "CreateMultipartUpload" => "InitiateMultipartUploadResult",
        "CreateSession" => "CreateSessionResult",
        "DeleteObjects" => "DeleteResult",
        "GetBucketAccelerateConfiguration" => "AccelerateConfiguration",
        "GetBucketAcl" or "GetObjectAcl" => "AccessControlPolicy",
        "GetBucketCors" => "CORSConfiguration",
        "GetBucketLifecycle" or "GetBucketLifecycleConfiguration" => "LifecycleConfiguration",
        "GetBucketLocation" => "LocationConstraint",
        "GetBucketLogging" => "BucketLoggingStatus",
        "GetBucketNotification" or "GetBucketNotificationConfiguration" => "NotificationConfiguration",
        "GetBucketRequestPayment" => "RequestPaymentConfiguration",
        "GetBucketTagging" or "GetObjectTagging" => "Tagging",
        "GetBucketVersioning" => "VersioningConfiguration",
        "GetBucketWebsite" => "WebsiteConfiguration",
        "GetObjectAttributes" => "GetObjectAttributesResponse",
        "ListBucketAnalyticsConfigurations" => "ListBucketAnalyticsConfigurationResult",
        "ListBucketInventoryConfigurations" => "ListInventoryConfigurationsResult",
        "ListBucketMetricsConfigurations" => "ListMetricsConfigurationsResult",
        "ListBuckets" => "ListAllMyBucketsResult",
        "ListDirectoryBuckets" => "ListAllMyDirectoryBucketsResult",
        "ListMultipartUploads" => "ListMultipartUploadsResult",
        "ListObjects" or "ListObjectsV2" => "ListBucketResult",
        "ListObjectVersions" => "ListVersionsResult",
        "ListParts" => "ListPartsResult",
        _ => null,
    };

    /// <summary>Says whether a member of an answer tells that the answer is a part of an object.</summary>
    public static bool IsPartial(Member at) => at is { Location: MemberLocation.Header, WireName: "Content-Range" };

    /// <summary>Says whether an answer's one member is the text of the outermost element itself.</summary>
    public static bool IsUnwrapped(OperationModel operation) => operation.Name == "GetBucketLocation" && IsS3(operation.Service);
}
