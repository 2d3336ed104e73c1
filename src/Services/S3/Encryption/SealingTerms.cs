using Holdfast.Kernel;

namespace Holdfast.Services.S3.Encryption;

/// <summary>What a request says of the encryption of the object that it makes.</summary>
internal sealed record SealingTerms
{
    /// <summary>The algorithm (<c>x-amz-server-side-encryption</c>).</summary>
    public string? Algorithm { get; init; }

    /// <summary>The KMS key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The encryption context, as it came.</summary>
    public string? Context { get; init; }

    /// <summary>Whether the bucket's data key is to be used.</summary>
    public bool? BucketKey { get; init; }

    /// <summary>The algorithm of the customer's key.</summary>
    public string? CustomerAlgorithm { get; init; }

    /// <summary>The customer's key.</summary>
    public string? CustomerKey { get; init; }

    /// <summary>The MD5 of the customer's key.</summary>
    public string? CustomerKeyMd5 { get; init; }

    /// <summary>What a request to make an object says.</summary>
    public static SealingTerms Of(ISealingRequest request) => Of((ICustomerKeyRequest)request) with
    {
        Algorithm = request.ServerSideEncryption,
        KmsKeyId = request.SSEKMSKeyId,
        Context = request.SSEKMSEncryptionContext,
        BucketKey = request.BucketKeyEnabled,
    };

    /// <summary>What a request to read an object says.</summary>
    public static SealingTerms Of(ICustomerKeyRequest request) => new()
    {
        CustomerAlgorithm = request.SSECustomerAlgorithm,
        CustomerKey = request.SSECustomerKey,
        CustomerKeyMd5 = request.SSECustomerKeyMD5,
    };

    /// <summary>Reads the customer's key; null when there is none.</summary>
    public CustomerKey? ReadCustomerKey(Call call) => Encryption.CustomerKey.Read(call, CustomerAlgorithm, CustomerKey, CustomerKeyMd5);

    /// <summary>Leaves the keys out.</summary>
    public override string ToString() => $"SealingTerms {{ {Algorithm ?? CustomerAlgorithm} }}";
}
