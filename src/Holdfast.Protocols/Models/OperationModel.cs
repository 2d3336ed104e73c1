using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Models;

/// <summary>What is known of an operation; one that is not implemented has no shapes.</summary>
public sealed class OperationModel
{
    /// <summary>The most bytes of a body that is read into memory, where the overlay gives no other number.</summary>
    public const int DefaultBodyBytesMax = 1 << 20;

    /// <summary>The service.</summary>
    public required ServiceModel Service { get; init; }

    /// <summary>The name, such as <c>CreateUser</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the record calls it, which is its name but for some of S3 ("Amazon S3 CloudTrail events", S3 User Guide).</summary>
    public string EventName { get => field ?? Name; init; }

    /// <summary>The HTTP method.</summary>
    public string HttpMethod { get; init; } = "POST";

    /// <summary>The path and query template, such as <c>/{Bucket}/{Key+}?acl</c>.</summary>
    public string RequestUri { get; init; } = "/";

    /// <summary>The HTTP status of success.</summary>
    public int SuccessStatus { get; init; } = 200;

    /// <summary>The host prefix template, if the model has one.</summary>
    public string? HostPrefix { get; init; }

    /// <summary>Whether the operation may be called without a signature (<c>authtype: none</c>).</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>The input structure when implemented.</summary>
    public Shape? Input { get; init; }

    /// <summary>The output structure when implemented; null when the model has none.</summary>
    public Shape? Output { get; init; }

    /// <summary>The element around the result in AWS query answers, if any.</summary>
    public string? ResultWrapper { get; init; }

    /// <summary>The name of the root element of an XML request body, if the model gives one.</summary>
    public string? InputElement { get; init; }

    /// <summary>The XML namespace of the root element of an XML request body, if the model gives one.</summary>
    public string? InputNamespace { get; init; }

    /// <summary>The name of the root element of an XML answer, if the overlay gives one.</summary>
    public string? OutputElement { get; init; }

    /// <summary>Whether a request must carry a checksum of its body.</summary>
    public bool IsChecksumRequired { get; init; }

    /// <summary>The IAM action, such as <c>iam:CreateUser</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Whether the operation changes nothing, as the record says it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether the record has the response though the operation changes nothing: the credentials that STS gives out, without their secret.</summary>
    public bool RecordsResponse { get; init; }

    /// <summary>Whether calls of it are left out of the record, as AWS leaves them out.</summary>
    public bool IsUnrecorded { get; init; }

    /// <summary>Whether its calls are data events: what is done in a resource, not to it. The event history does not have them.</summary>
    public bool IsDataEvent { get; init; }

    /// <summary>What the record leaves out beside sensitive members: <c>request.member</c> or <c>response.member</c>, or <c>response</c> for all of it.</summary>
    public IReadOnlyList<string> RecordOmits { get; init; } = [];

    /// <summary>The most bytes of a body that is read into memory.</summary>
    public int BodyBytesMax { get; init; } = DefaultBodyBytesMax;

    /// <inheritdoc/>
    public override string ToString() => $"{Service.Name}:{Name}";
}
