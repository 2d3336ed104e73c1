namespace Holdfast.Services.S3.Encryption;

/// <summary>How an object is to be sealed, after the request and the bucket's default were heard.</summary>
internal sealed record Sealing
{
    /// <summary>The algorithm (<see cref="ServerSideEncryption"/>).</summary>
    public required string Algorithm { get; init; }

    /// <summary>The KMS key; null for the AWS managed key, and where none is used.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The encryption context that the request gives.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Whether the bucket's data key is used.</summary>
    public bool BucketKey { get; init; }

    /// <summary>The customer's key; null when none was given.</summary>
    public byte[]? CustomerKey { get; init; }

    /// <summary>The MD5 of the customer's key, in Base64.</summary>
    public string? CustomerKeyMd5 { get; init; }

    /// <summary>The layers of encryption.</summary>
    public int Layers => Algorithm == ServerSideEncryption.AwsKmsDsse ? 2 : 1;

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"Sealing {{ {Algorithm} }}";
}
