using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Encryption;

/// <summary>The form of a symmetric ciphertext: it says which material of which key opens it.</summary>
/// <remarks>
/// A byte for the form, the key's id (16), its account (8), the number of the material (4), a nonce (12), the sealed bytes, a tag (16).
/// AES-256-GCM; all before the nonce and the encryption context are authenticated with it.
/// </remarks>
internal readonly record struct CiphertextBlob
{
    private const byte OfUuid = 1;
    private const byte OfMultiRegion = 2;
    private const int IdAt = 1;
    private const int AccountAt = IdAt + 16;
    private const int NumberAt = AccountAt + 8;
    private const int HeaderBytes = NumberAt + 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int SealedAt = HeaderBytes + NonceBytes;

    private readonly ReadOnlyMemory<byte> _bytes;

    private CiphertextBlob(ReadOnlyMemory<byte> bytes, AccountId account, string keyId, int number)
    {
        _bytes = bytes;
        Account = account;
        KeyId = keyId;
        Number = number;
    }

    /// <summary>The account of the key.</summary>
    public AccountId Account { get; }

    /// <summary>The id of the key.</summary>
    public string KeyId { get; }

    /// <summary>The number of the material.</summary>
    public int Number { get; }

    /// <summary>Reads what a ciphertext says of itself.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out CiphertextBlob? blob)
    {
        blob = null;
        var span = bytes.Span;
        if (span.Length < SealedAt + TagBytes || span[0] is not (OfUuid or OfMultiRegion))
        {
            return false;
        }

        var id = new Guid(span.Slice(IdAt, 16), bigEndian: true);
        var account = BinaryPrimitives.ReadInt64BigEndian(span[AccountAt..]);
        var number = BinaryPrimitives.ReadInt32BigEndian(span[NumberAt..]);
        if (account is < 0 or > 999_999_999_999 || number <= 0)
        {
            return false;
        }

        blob = new CiphertextBlob(
            bytes,
            new AccountId(account.ToString("D12", CultureInfo.InvariantCulture)),
            span[0] == OfUuid ? id.ToString("D") : "mrk-" + id.ToString("N"),
            number);
        return true;
    }

    /// <summary>Encrypts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="number">The number of the material.</param>
    /// <param name="secret">The material.</param>
    /// <param name="plaintext">What to encrypt.</param>
    /// <param name="context">The encryption context.</param>
    /// <param name="ids">The source of the nonce.</param>
    public static byte[] Seal(
        Key key, int number, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> plaintext, IReadOnlyDictionary<string, string>? context, IdSource ids)
    {
        var bytes = new byte[SealedAt + plaintext.Length + TagBytes];
        bytes[0] = key.IsMultiRegion ? OfMultiRegion : OfUuid;
        Guid.Parse(key.IsMultiRegion ? key.Id.AsSpan("mrk-".Length) : key.Id).TryWriteBytes(bytes.AsSpan(IdAt), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(AccountAt), long.Parse(key.Account.Value, CultureInfo.InvariantCulture));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(NumberAt), number);
        var nonce = bytes.AsSpan(HeaderBytes, NonceBytes);
        ids.Fill(nonce);
        using var aes = new AesGcm(secret, TagBytes);
        aes.Encrypt(
            nonce,
            plaintext,
            bytes.AsSpan(SealedAt, plaintext.Length),
            bytes.AsSpan(SealedAt + plaintext.Length),
            EncryptionContext.ToBytes(context, bytes.AsSpan(0, HeaderBytes)));
        return bytes;
    }

    /// <summary>Decrypts.</summary>
    /// <returns>The plaintext; null when the ciphertext was touched, or made with another context.</returns>
    public byte[]? Open(ReadOnlySpan<byte> secret, IReadOnlyDictionary<string, string>? context)
    {
        var span = _bytes.Span;
        var plaintext = new byte[span.Length - SealedAt - TagBytes];
        using var aes = new AesGcm(secret, TagBytes);
        try
        {
            aes.Decrypt(
                span.Slice(HeaderBytes, NonceBytes),
                span.Slice(SealedAt, plaintext.Length),
                span[^TagBytes..],
                plaintext,
                EncryptionContext.ToBytes(context, span[..HeaderBytes]));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
