using System.Security.Cryptography;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>GetUser has 4 KiB from its first byte to its last; the signature takes none of them.</summary>
public sealed class AllocationTests
{
    private const long BudgetBytes = 0;

    [Fact]
    public void A_warm_header_verification_allocates_nothing()
    {
        var now = Wire.Time("20260301T120000Z");
        var scope = new SigningScope { Service = "iam", Region = "us-east-1" };
        var secret = new SigningSecret("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        var body = Wire.Utf8("Action=GetUser&Version=2010-05-08");
        HeaderField[] headers =
        [
            new("Host", "iam.amazonaws.com"),
            new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        ];
        headers = new RequestSigner(secret, scope, "a-session-token").Sign("POST", "/?b=2&a=1", headers, body, now);
        var verifier = new SignatureVerifier(new SigningKeyCache());
        for (var warm = 0; warm < 50; warm++)
        {
            Assert.Null(Verify(verifier, headers, body, secret, scope, now));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++)
        {
            Verify(verifier, headers, body, secret, scope, now);
        }

        Assert.Equal(BudgetBytes, (GC.GetAllocatedBytesForCurrentThread() - before) / 100);
    }

    private static Refusal? Verify(
        SignatureVerifier verifier,
        HeaderField[] headers,
        byte[] body,
        SigningSecret secret,
        SigningScope scope,
        DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        var request = SignableRequest.Of("POST", "/?b=2&a=1", headers);
        return SignatureReader.Read(request, scope, now, out var signature)
            ?? verifier.Verify(request, signature, secret, scope, hash);
    }
}
