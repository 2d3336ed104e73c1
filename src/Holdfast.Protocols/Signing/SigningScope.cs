namespace Holdfast.Protocols.Signing;

/// <summary>
/// What an endpoint expects of a signature: whom the credential is scoped to and which house rules apply.
/// </summary>
/// <remarks>Made once per service and region and kept, since every request refers to one.</remarks>
public sealed record SigningScope
{
    /// <summary>The signing name of the service, such as <c>iam</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The region the credential must name, or <see langword="null"/> where every region is taken.</summary>
    public string? Region { get; init; }

    /// <summary>Whether S3's rules hold: paths as they are, stated payload hashes, S3's own refusals.</summary>
    public bool IsS3 { get; init; }

    /// <summary>
    /// Whether an operation outside S3 takes <c>UNSIGNED-PAYLOAD</c> (botocore's <c>v4-unsigned-body</c>).
    /// </summary>
    public bool AllowsUnsignedPayload { get; init; }
}
