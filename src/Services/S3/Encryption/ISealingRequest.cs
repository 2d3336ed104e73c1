namespace Holdfast.Services.S3.Encryption;

/// <summary>A request that says how the object that it makes is to be encrypted.</summary>
internal interface ISealingRequest : ICustomerKeyRequest
{
    /// <summary>The algorithm.</summary>
    string? ServerSideEncryption { get; }

    /// <summary>The KMS key.</summary>
    string? SSEKMSKeyId { get; }

    /// <summary>The encryption context, in Base64.</summary>
    string? SSEKMSEncryptionContext { get; }

    /// <summary>Whether the bucket's data key is to be used.</summary>
    bool? BucketKeyEnabled { get; }
}
