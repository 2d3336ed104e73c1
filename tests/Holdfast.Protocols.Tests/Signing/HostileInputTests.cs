using CsCheck;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>Whatever arrives is refused with a reason: nothing throws, nothing runs away.</summary>
public sealed class HostileInputTests
{
    private static readonly SigningSecret Secret = new("AKIDEXAMPLE", "secret");
    private static readonly DateTimeOffset Now = Wire.Time("20260301T120000Z");

    private static readonly string[] Pieces =
    [
        "AWS4-HMAC-SHA256 ", "AWS4-ECDSA-P256-SHA256", "AWS ", "Credential=", "AKIDEXAMPLE/20260301/us-east-1/s3/aws4_request",
        "SignedHeaders=", "host;x-amz-date", "Signature=", ",", ";", "/", "=", " ", "%", "%2", "%FF", "%00", "..", "&", "?", ":",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Credential=AKIDEXAMPLE%2F20260301%2Fus-east-1%2Fs3%2Faws4_request",
        "X-Amz-Date=20260301T120000Z", "X-Amz-Expires=99999999999999999999", "X-Amz-Expires=60", "X-Amz-SignedHeaders=host",
        "X-Amz-Signature=", "AWSAccessKeyId=AKIDEXAMPLE", "Expires=9999999999", "20260301T120000Z", "99991231T235959Z",
        "00010101T000000Z", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "UNSIGNED-PAYLOAD", "\ud800", "ሴ", "\0", "a", "+",
    ];

    private static readonly Gen<string> Junk =
        Gen.OneOf(Pick(Pieces), Gen.String).Array[0, 12].Select(parts => string.Concat(parts));

    [Theory]
    [InlineData("s3")]
    [InlineData("iam")]
    public void Junk_is_refused_and_throws_nothing(string service) =>
        Gen.Select(Junk, Junk, Junk, Junk, Junk, Gen.Int[0, 7]).Sample(
            (target, authorization, date, hash, extra, mask) =>
            {
                List<HeaderField> headers = [new("Host", extra)];
                if ((mask & 1) != 0)
                {
                    headers.Add(new("Authorization", authorization));
                }

                if ((mask & 2) != 0)
                {
                    headers.Add(new("X-Amz-Date", date));
                }

                if ((mask & 4) != 0)
                {
                    headers.Add(new("x-amz-content-sha256", hash));
                }

                var scope = new SigningScope { Service = service, Region = "us-east-1", IsS3 = service == "s3" };
                var wire = new Wire { Method = "GET", Target = "/?" + target, Headers = [.. headers] };
                CredentialScope.TryPeek(wire.View(), out _, out _);

                Assert.NotNull(wire.Verify(Secret, scope, Now));
            },
            iter: 20_000);

    [Fact]
    public void A_streamed_body_of_junk_is_refused_and_throws_nothing() =>
        Gen.Select(Pick("0", "A", "a;", ";chunk-signature=", "\r\n", "\n", "x-amz-checksum-crc32:", "AAAAAA==",
            "x-amz-trailer-signature:", "\0", "é").Array[0, 20], Gen.Bool).Sample(
            (parts, isSigned) =>
            {
                var payload = isSigned
                    ? "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                    : "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
                var (wire, _) = StreamedBodyTests.Stream(payload, "x-amz-checksum-crc32", new byte[10], 8192);

                Assert.NotNull(StreamedBodyTests.DecodeAll(wire, Wire.Utf8(string.Concat(parts)), out _));
            },
            iter: 5_000);

    [Fact]
    public void Thousands_of_parameters_are_sorted_and_verified()
    {
        var scope = new SigningScope { Service = "iam", Region = "us-east-1" };
        var target = "/?" + string.Join('&', Enumerable.Range(0, 4000).Select(index => $"p{index * 7919 % 4000}=v"));
        HeaderField[] headers = [new("Host", "iam.amazonaws.com")];
        var wire = new Wire
        {
            Method = "GET",
            Target = target,
            Headers = new RequestSigner(Secret, scope).Sign("GET", target, headers, [], Now),
        };
        var sorted = wire with
        {
            Target = "/?" + string.Join('&', target[2..].Split('&').Order(StringComparer.Ordinal)),
        };

        Assert.Null(wire.Verify(Secret, scope, Now));
        Assert.Null(sorted.Verify(Secret, scope, Now));
    }

    [Fact]
    public void The_key_cache_is_bounded_and_tells_secrets_and_scopes_apart()
    {
        var keys = new SigningKeyCache(8);
        var scope = new SigningScope { Service = "iam", Region = "us-east-1" };
        for (var index = 0; index < 1000; index++)
        {
            // One id whose secret is replaced again and again, as a rotation does.
            var secret = new SigningSecret("AKIDEXAMPLE", $"secret{index}", version: index);
            HeaderField[] headers = [new("Host", "iam.amazonaws.com")];
            var wire = new Wire
            {
                Method = "GET",
                Target = "/",
                Headers = new RequestSigner(secret, scope).Sign("GET", "/", headers, [], Now),
            };

            Assert.Null(wire.Verify(secret, scope, Now, keys));
            Assert.NotNull(wire.Verify(new SigningSecret("AKIDEXAMPLE", "x", version: -1), scope, Now, keys));
        }

        Assert.Equal(8, keys.Capacity);
    }

    [Fact]
    public void Threads_share_one_cache()
    {
        var keys = new SigningKeyCache(16);
        var scope = new SigningScope { Service = "iam", Region = "us-east-1" };

        Parallel.For(0, 2000, index =>
        {
            var secret = new SigningSecret($"AKID{index % 40}", $"secret{index % 40}");
            HeaderField[] headers = [new("Host", "iam.amazonaws.com")];
            var wire = new Wire
            {
                Method = "GET",
                Target = "/",
                Headers = new RequestSigner(secret, scope).Sign("GET", "/", headers, [], Now),
            };
            Assert.Null(wire.Verify(secret, scope, Now, keys));
        });
    }

    private static Gen<string> Pick(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]);
}
