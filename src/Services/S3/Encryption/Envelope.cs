namespace Holdfast.Services.S3.Encryption;

/// <summary>How the keys of an object's bodies are sealed: each by the envelope's key, and that one by the server, by KMS or by the customer.</summary>
internal sealed record Envelope
{
    /// <summary>The algorithm as S3 names it: <c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>; <c>AES256</c> also under a customer's key.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The sealed key: by the server's master key, by KMS, or by the customer's key.</summary>
    public required byte[] SealedKey { get; init; }

    /// <summary>The ARN of the KMS key; null where none is used.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>The encryption context that the request gave, beside S3's own.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Whether the data key of KMS is the bucket's, whose context names the bucket alone.</summary>
    public bool BucketKey { get; init; }

    /// <summary>The MD5 of the customer's key, in Base64; null unless the customer gave a key.</summary>
    public string? CustomerKeyMd5 { get; init; }
}
