namespace Holdfast.Kernel.Ports;

/// <summary>Uses keys for a service that seals what it keeps, such as objects and log files; implemented by KMS.</summary>
/// <remarks>
/// Each use is a call of KMS like any other: by the caller of the service, through it (<c>kms:ViaService</c>), or by the service itself
/// when <see cref="Caller.ServicePrincipal"/> calls. It is judged by key policy, grants and IAM, and recorded.
/// </remarks>
public interface IKeyUser
{
    /// <summary>Makes a data key of 256 bits.</summary>
    /// <exception cref="ServiceException">KMS refuses; its code is that of KMS.</exception>
    ValueTask<DataKey> NewDataKeyAsync(Call call, KeyPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Looks whether a key of the account is there and can encrypt, for a service that tells its callers more of that than KMS tells a stranger; it is no call of KMS.</summary>
    /// <exception cref="ServiceException">It is not, or cannot; the code is that of KMS.</exception>
    ValueTask CheckAsync(Call call, string keyId, CancellationToken cancellationToken);

    /// <summary>Encrypts up to 4,096 bytes.</summary>
    /// <exception cref="ServiceException">KMS refuses; its code is that of KMS.</exception>
    ValueTask<ReadOnlyMemory<byte>> EncryptAsync(Call call, KeyPurpose purpose, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken);

    /// <summary>Decrypts what was encrypted, or a data key.</summary>
    /// <exception cref="ServiceException">KMS refuses; its code is that of KMS.</exception>
    ValueTask<ReadOnlyMemory<byte>> DecryptAsync(Call call, KeyPurpose purpose, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken);

    /// <summary>Decrypts for a service's own work, such as the moving of objects, what it had encrypted for its callers.</summary>
    /// <remarks>
    /// To the service that sealed it, this is granted: a key policy has not to name it, as none has to for a lifecycle of S3, but a denial and the state of the key
    /// stand against it as against everybody. It is recorded as a call of the service.
    /// </remarks>
    /// <exception cref="ServiceException">KMS refuses; its code is that of KMS.</exception>
    ValueTask<ReadOnlyMemory<byte>> DecryptOwnAsync(Call call, KeyPurpose purpose, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken);
}

/// <summary>Which key is used, by whom and for what.</summary>
/// <param name="Service">The service, as its endpoints are named, such as <c>s3</c>.</param>
/// <param name="KeyId">The key, by its id, its ARN or an alias; an AWS managed key (<c>alias/aws/s3</c>) is made when it is not there.</param>
/// <param name="Context">The encryption context.</param>
public sealed record KeyPurpose(string Service, string KeyId, IReadOnlyDictionary<string, string> Context);

/// <summary>A data key.</summary>
/// <param name="KeyArn">The key that it is sealed with.</param>
/// <param name="Sealed">The data key, encrypted.</param>
public sealed record DataKey(string KeyArn, ReadOnlyMemory<byte> Sealed)
{
    /// <summary>The data key in the clear, to be forgotten after use.</summary>
    public required ReadOnlyMemory<byte> Plaintext { get; init; }

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"DataKey {{ {KeyArn} }}";
}
