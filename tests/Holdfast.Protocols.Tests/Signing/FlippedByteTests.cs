using System.Globalization;
using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>No byte of a signed request may change: of its method, target, signed headers, signature or body.</summary>
public sealed class FlippedByteTests
{
    private static readonly SigningSecret Secret = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static readonly DateTimeOffset Now = Wire.Time("20260301T120000Z");

    /// <summary>
    /// A request as each protocol writes it: service, method, target, content type, body, further headers.
    /// </summary>
    public static TheoryData<string, string, string, string, string, string> Requests() => new()
    {
        { "iam", "POST", "/", "application/x-www-form-urlencoded; charset=utf-8", "Action=GetUser&Version=2010-05-08", "" },
        { "ec2", "POST", "/", "application/x-www-form-urlencoded", "Action=DescribeVpcs&Version=2016-11-15", "" },
        { "cloudtrail", "POST", "/", "application/x-amz-json-1.1", "{\"MaxResults\":5}", "X-Amz-Target:CloudTrail_20131101.LookupEvents" },
        { "sqs", "POST", "/", "application/x-amz-json-1.0", "{\"QueueUrl\":\"q\"}", "X-Amz-Target:AmazonSQS.SendMessage" },
        { "access-analyzer", "PUT", "/analyzer/a%20b/x?type=ACCOUNT&maxResults=5", "application/json", "{\"a\":1}", "" },
        { "s3", "PUT", "/bucket/a%20key?versionId=null&acl", "application/xml", "<A>1</A>", "x-amz-acl:private" },
        { "monitoring", "POST", "/service/GraniteServiceVersion20100801/operation/ListMetrics", "application/cbor", "\u00a0", "smithy-protocol:rpc-v2-cbor" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_flipped_byte_of_a_header_signed_request_is_refused(
        string service, string method, string target, string contentType, string body, string header)
    {
        var scope = new SigningScope { Service = service, Region = "us-east-1", IsS3 = service == "s3" };
        List<HeaderField> headers = [new("Host", $"{service}.amazonaws.com"), new("Content-Type", contentType)];
        if (header.Split(':') is [var name, var value])
        {
            headers.Add(new(name, value));
        }

        var signed = new RequestSigner(Secret, scope, "session/token==").Sign(method, target, headers, Wire.Utf8(body), Now);
        var wire = new Wire { Method = method, Target = target, Headers = signed, Body = Wire.Utf8(body) };
        Assert.Null(wire.Verify(Secret, scope, Now));

        RefuseEveryFlip(wire, scope);
    }

    [Theory]
    [InlineData("s3", "/bucket/key?versionId=x")]
    [InlineData("sts", "/?Action=GetCallerIdentity&Version=2011-06-15")]
    public void Every_flipped_byte_of_a_presigned_request_is_refused(string service, string target)
    {
        var scope = new SigningScope { Service = service, Region = "us-east-1", IsS3 = service == "s3" };
        HeaderField[] headers = [new("Host", $"{service}.amazonaws.com"), new("X-Amz-Meta-A", "b")];
        var presigned = new RequestSigner(Secret, scope, "token").Presign(
            "GET", target, headers, TimeSpan.FromMinutes(10), Now);
        var wire = new Wire { Method = "GET", Target = presigned, Headers = headers };
        Assert.Null(wire.Verify(Secret, scope, Now));

        RefuseEveryFlip(wire, scope);
    }

    private static void RefuseEveryFlip(Wire wire, SigningScope scope)
    {
        var tried = 0;
        foreach (var (what, spoiled) in Flips(wire))
        {
            tried++;
            Assert.True(spoiled.Verify(Secret, scope, Now) is not null, $"{what} may change.");
        }

        Assert.True(tried > 500, tried.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(string What, Wire Spoiled)> Flips(Wire wire)
    {
        foreach (var flip in (byte[])[1, 4])
        {
            foreach (var (at, text) in FlipsOf(wire.Method, flip))
            {
                yield return ($"method {at}", wire with { Method = text });
            }

            foreach (var (at, text) in FlipsOf(wire.Target, flip))
            {
                yield return ($"target {at}: {text}", wire with { Target = text });
            }

            for (var index = 0; index < wire.Headers.Length; index++)
            {
                var (name, value) = wire.Headers[index];
                foreach (var (at, text) in FlipsOf(value, flip))
                {
                    HeaderField[] headers = [.. wire.Headers];
                    headers[index] = new(name, text);
                    yield return ($"{name} {at}: {text}", wire with { Headers = headers });
                }

                foreach (var (at, text) in FlipsOf(name, flip))
                {
                    HeaderField[] headers = [.. wire.Headers];
                    headers[index] = new(text, value);
                    yield return ($"{name} {at}: {text}", wire with { Headers = headers });
                }
            }

            for (var at = 0; at < wire.Body.Length; at++)
            {
                var body = (byte[])wire.Body.Clone();
                body[at] ^= flip;
                yield return ($"body {at}", wire with { Body = body });
            }
        }
    }

    private static IEnumerable<(int At, string Text)> FlipsOf(string text, byte flip)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var changed = new StringBuilder(text);
            changed[at] = (char)(changed[at] ^ flip);
            yield return (at, changed.ToString());
        }
    }
}
