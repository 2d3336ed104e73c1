using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>The secret behind an access key, in the form in which signatures need it.</summary>
/// <remarks>Neither printed nor compared; <see cref="Version"/> changes whenever the secret of an id does.</remarks>
public sealed class SigningSecret
{
    private readonly byte[] _prefixed;

    /// <summary>
    /// Takes the secret of an access key; <paramref name="version"/> tells two secrets of one id apart.
    /// </summary>
    public SigningSecret(string accessKeyId, ReadOnlySpan<char> secret, long version = 0)
    {
        AccessKeyId = accessKeyId;
        Version = version;
        _prefixed = new byte[4 + Encoding.UTF8.GetByteCount(secret)];
        "AWS4"u8.CopyTo(_prefixed);
        Encoding.UTF8.GetBytes(secret, _prefixed.AsSpan(4));
    }

    /// <summary>The public half of the key.</summary>
    public string AccessKeyId { get; }

    /// <summary>Tells this secret from an earlier or later one of the same id.</summary>
    public long Version { get; }

    /// <summary>The secret behind <c>AWS4</c>, as key derivation starts with it.</summary>
    internal ReadOnlySpan<byte> Prefixed => _prefixed;

    /// <summary>The bare secret, as Signature Version 2 uses it.</summary>
    internal ReadOnlySpan<byte> Bare => _prefixed.AsSpan(4);

    /// <summary>Names the key and keeps the secret.</summary>
    public override string ToString() => $"SigningSecret {{ AccessKeyId = {AccessKeyId} }}";
}
