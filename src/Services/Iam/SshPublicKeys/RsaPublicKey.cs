using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>An RSA public key between the two encodings that IAM takes: that of SSH (RFC 4253) and PEM.</summary>
/// <remarks>"The public key must be encoded in ssh-rsa format or PEM format. The minimum bit-length of the public key is 2048 bits" (UploadSSHPublicKey).</remarks>
internal sealed class RsaPublicKey
{
    private const string Algorithm = "ssh-rsa";
    private const int BitsMin = 2048;
    private const string Invalid = "Invalid public key uploaded.";

    private readonly byte[] _blob;
    private readonly string? _comment;

    private RsaPublicKey(byte[] blob, string? comment)
    {
        _blob = blob;
        _comment = comment;
    }

    /// <summary>The MD5 digest of the key, in pairs of digits.</summary>
    public string Fingerprint
    {
        get
        {
            // The API gives no other digest; nothing is decided by it.
#pragma warning disable CA5351
            var digest = MD5.HashData(_blob);
#pragma warning restore CA5351
            return string.Join(':', digest.Select(one => one.ToString("x2", provider: null)));
        }
    }

    /// <summary>The key on one line, as SSH writes it.</summary>
    public string Line => _comment is null ? $"{Algorithm} {Convert.ToBase64String(_blob)}" : $"{Algorithm} {Convert.ToBase64String(_blob)} {_comment}";

    /// <summary>The key in PEM (SubjectPublicKeyInfo).</summary>
    public string Pem
    {
        get
        {
            using var key = RSA.Create(Parameters(_blob));
            return key.ExportSubjectPublicKeyInfoPem();
        }
    }

    /// <summary>Reads a key in either encoding.</summary>
    /// <exception cref="UnrecognizedPublicKeyEncodingException">It is in neither.</exception>
    /// <exception cref="InvalidPublicKeyException">It is no RSA key, or one that is too short.</exception>
    public static RsaPublicKey Read(string text)
    {
        var key = PemEncoding.TryFind(text, out var pem) ? ReadPem(text, text[pem.Label]) : ReadLine(text);
        return Parameters(key._blob).Modulus!.Length * 8 >= BitsMin ? key : throw new InvalidPublicKeyException(Invalid);
    }

    private static RsaPublicKey ReadPem(string text, string label)
    {
        if (label is not ("PUBLIC KEY" or "RSA PUBLIC KEY"))
        {
            throw new UnrecognizedPublicKeyEncodingException(Invalid);
        }

        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(text);
            return new(Blob(key.ExportParameters(includePrivateParameters: false)), comment: null);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new InvalidPublicKeyException(Invalid);
        }
    }

    private static RsaPublicKey ReadLine(string text)
    {
        var parts = text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [Algorithm, ..])
        {
            throw new UnrecognizedPublicKeyEncodingException(Invalid);
        }

        var blob = new byte[text.Length];
        return parts.Length > 1 && Convert.TryFromBase64String(parts[1], blob, out var length) && TryParse(blob.AsSpan(0, length), out _)
            ? new(blob[..length], parts.Length > 2 ? parts[2] : null)
            : throw new InvalidPublicKeyException(Invalid);
    }

    private static RSAParameters Parameters(byte[] blob)
        => TryParse(blob, out var parameters) ? parameters.Value : throw new InvalidPublicKeyException(Invalid);

    private static bool TryParse(ReadOnlySpan<byte> blob, [NotNullWhen(true)] out RSAParameters? parameters)
    {
        parameters = TryTake(ref blob, out var algorithm)
            && algorithm.SequenceEqual(Encoding.ASCII.GetBytes(Algorithm))
            && TryTake(ref blob, out var exponent)
            && TryTake(ref blob, out var modulus)
            && blob.IsEmpty
            && IsPositive(exponent)
            && IsPositive(modulus)
                ? new RSAParameters { Exponent = Unsigned(exponent), Modulus = Unsigned(modulus) }
                : null;
        return parameters is not null;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (rest.Length < sizeof(int) || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - sizeof(int))
        {
            return false;
        }

        value = rest.Slice(sizeof(int), (int)length);
        rest = rest[(sizeof(int) + (int)length)..];
        return true;
    }

    private static bool IsPositive(ReadOnlySpan<byte> number) => new BigInteger(number, isBigEndian: true).Sign > 0;

    private static byte[] Unsigned(ReadOnlySpan<byte> number) => number.TrimStart((byte)0).ToArray();

    private static byte[] Blob(RSAParameters key)
    {
        var algorithm = Encoding.ASCII.GetBytes(Algorithm);
        var exponent = Signed(key.Exponent!);
        var modulus = Signed(key.Modulus!);
        var blob = new byte[(3 * sizeof(int)) + algorithm.Length + exponent.Length + modulus.Length];
        var next = 0;
        foreach (var part in (ReadOnlySpan<byte[]>)[algorithm, exponent, modulus])
        {
            BinaryPrimitives.WriteInt32BigEndian(blob.AsSpan(next), part.Length);
            part.CopyTo(blob, next + sizeof(int));
            next += sizeof(int) + part.Length;
        }

        return blob;
    }

    // A number whose first bit is set would be negative (RFC 4251, mpint).
    private static byte[] Signed(byte[] number)
    {
        var trimmed = Unsigned(number);
        return trimmed[0] < 0x80 ? trimmed : [0, .. trimmed];
    }
}
