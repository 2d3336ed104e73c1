using System.Security.Cryptography;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Encryption;

public sealed class CustomerKeyTests : S3Tests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(static one => (byte)one)];

    [Fact]
    public async Task Only_the_customers_key_opens_what_it_sealed()
    {
        await GivenBucketAsync();
        World.IsSecure = true;
        var put = await PutAsync(RequestOf(Key));
        GetObjectRequest get = new()
        {
            Bucket = Bucket,
            Key = "k",
            SSECustomerAlgorithm = "AES256",
            SSECustomerKey = Convert.ToBase64String(Key),
            SSECustomerKeyMD5 = Md5Of(Key),
        };

        var response = await World.CallAsync(new GetObject(Bodies, Envelopes), get);
        Assert.Equal(new byte[100_000], await BytesOfAsync(response.Body!));
        Assert.Equal(("AES256", Md5Of(Key), null), (response.SSECustomerAlgorithm, response.SSECustomerKeyMD5, response.ServerSideEncryption));
        Assert.NotEqual($"\"{Convert.ToHexStringLower(MD5.HashData(new byte[100_000]))}\"", put.ETag);

        var error = await RefusedAsync("InvalidRequest", () => World.CallAsync(new GetObject(Bodies, Envelopes), new() { Bucket = Bucket, Key = "k" }));
        Assert.Equal("The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.", error.Message);
        var other = new byte[32];
        error = await RefusedAsync("AccessDenied", () => World.CallAsync(
            new GetObject(Bodies, Envelopes), get with { SSECustomerKey = Convert.ToBase64String(other), SSECustomerKeyMD5 = Md5Of(other) }));
        Assert.Equal(403, error.Status);
    }

    [Fact]
    public async Task Refuses_a_key_that_does_not_fit_its_headers()
    {
        await GivenBucketAsync();
        var request = RequestOf(Key);
        var error = await RefusedAsync("InvalidRequest", () => PutAsync(request));
        Assert.Equal("Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection.", error.Message);

        World.IsSecure = true;
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { SSECustomerKeyMD5 = Md5Of([1]) }));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { SSECustomerKey = "AAAA", SSECustomerKeyMD5 = Md5Of([0, 0, 0]) }));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { SSECustomerKey = null }));
        await RefusedAsync("InvalidEncryptionAlgorithmError", () => PutAsync(request with { SSECustomerAlgorithm = "DES" }));
        await RefusedAsync("InvalidArgument", () => PutAsync(request with { ServerSideEncryption = ServerSideEncryption.AES256 }));
    }

    internal static string Md5Of(byte[] key) => Convert.ToBase64String(MD5.HashData(key));

    private static PutObjectRequest RequestOf(byte[] key) => new()
    {
        Bucket = Bucket,
        Key = "k",
        Body = BodyOf(new byte[100_000]),
        SSECustomerAlgorithm = "AES256",
        SSECustomerKey = Convert.ToBase64String(key),
        SSECustomerKeyMD5 = Md5Of(key),
    };
}
