using Holdfast.Store;

namespace Holdfast.Services.S3.Configurations;

/// <summary>A longer configuration of a bucket, as it came: the XML of its shape.</summary>
internal sealed record BucketConfiguration : IRecord<BucketConfiguration>
{
    /// <inheritdoc/>
    public static RecordType<BucketConfiguration> Type { get; } = new("s3/configurations", S3Json.Default.BucketConfiguration);

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The kind (<see cref="ConfigurationKind"/>).</summary>
    public required string Kind { get; init; }

    /// <summary>The id among those of its kind; empty for kinds of which a bucket has one.</summary>
    public required string Id { get; init; }

    /// <summary>The configuration, in the XML of the API.</summary>
    public required string Xml { get; init; }

    /// <summary>What a header of the request said beside it (<c>TransitionDefaultMinimumObjectSize</c> of lifecycles); null for nothing.</summary>
    public string? Qualifier { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => KeyOf(Bucket, Kind, Id);

    /// <summary>Makes the key.</summary>
    public static string KeyOf(string bucket, string kind, string id) => $"{bucket}/{kind}/{id}";
}
