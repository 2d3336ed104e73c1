using System.Net;
using System.Security.Cryptography;
using Holdfast.Kernel;

namespace Holdfast.Services.S3.Encryption;

/// <summary>A key that a customer gives with each request (SSE-C), and that nobody keeps.</summary>
/// <param name="Key">The key.</param>
/// <param name="Md5">Its MD5, in Base64, by which an object knows it again.</param>
internal sealed record CustomerKey(byte[] Key, string Md5)
{
    private const int Md5TextLength = 24;

    /// <summary>Reads the three headers of a customer's key; null when the request has none of them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="algorithm">The algorithm, which must be <c>AES256</c>.</param>
    /// <param name="key">The key, in Base64.</param>
    /// <param name="md5">Its MD5, in Base64.</param>
    /// <exception cref="ServiceException">They do not fit each other, or came over a wire that others can read.</exception>
    public static CustomerKey? Read(Call call, string? algorithm, string? key, string? md5)
    {
        if (algorithm is null && key is null && md5 is null)
        {
            return null;
        }

        if (!call.Request.IsSecure && !IsLoopback(call.Request.SourceIp))
        {
            throw S3Errors.InvalidRequest("Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection.");
        }

        if (algorithm is null)
        {
            throw Missing("provide a valid encryption algorithm.", "x-amz-server-side-encryption-customer-algorithm");
        }

        if (algorithm != ServerSideEncryption.AES256)
        {
            throw new CommonException("InvalidEncryptionAlgorithmError", 400, "The Encryption request you specified is not valid. Supported value: AES256.")
            {
                Details = [new("ArgumentName", "x-amz-server-side-encryption-customer-algorithm"), new("ArgumentValue", algorithm)],
            };
        }

        if (key is null)
        {
            throw Missing("provide an appropriate secret key.", "x-amz-server-side-encryption-customer-key");
        }

        return md5 is null
            ? throw Missing("provide the client calculated MD5 of the secret key.", "x-amz-server-side-encryption-customer-key-MD5")
            : Check(key, md5);
    }

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"CustomerKey {{ {Md5} }}";

    private static CustomerKey Check(string key, string md5)
    {
        var bytes = new byte[key.Length];
        if (!Convert.TryFromBase64String(key, bytes, out var length) || length != Bodies.ChunkCipher.KeyBytes)
        {
            throw S3Errors.InvalidArgument(
                "The secret key was invalid for the specified algorithm.", "x-amz-server-side-encryption-customer-key", value: null);
        }

        var given = bytes[..length];
#pragma warning disable CA5351 // The protocol tells keys apart by their MD5; it protects nothing.
        var computed = Convert.ToBase64String(MD5.HashData(given));
#pragma warning restore CA5351
        return md5.Length == Md5TextLength && computed == md5
            ? new(given, computed)
            : throw S3Errors.InvalidArgument(
                "The calculated MD5 hash of the key did not match the hash that was provided.", "x-amz-server-side-encryption-customer-key-MD5", md5);
    }

    // Amazon asks for TLS. What stays within the machine has no wire to be read on.
    private static bool IsLoopback(string address) => IPAddress.TryParse(address, out var parsed) && IPAddress.IsLoopback(parsed);

    private static CommonException Missing(string what, string name)
        => S3Errors.InvalidArgument($"Requests specifying Server Side Encryption with Customer provided keys must {what}", name, "null");
}
