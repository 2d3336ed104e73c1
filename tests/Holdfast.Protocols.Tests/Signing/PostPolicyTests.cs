using System.Security.Cryptography;
using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>Forms that a browser posts to S3: their signatures and what their policies let through.</summary>
public sealed class PostPolicyTests
{
    private const string Bucket = "sigv4examplebucket";
    private static readonly DateTimeOffset Now = Wire.Time("20151229T120000Z");
    private static readonly SigningScope Scope = new() { Service = "s3", Region = "us-east-1", IsS3 = true };
    private static readonly SigningSecret Secret = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    /// <summary>From "Example: browser-based upload using HTTP POST" in the S3 API Reference.</summary>
    [Fact]
    public void Verifies_the_published_form()
    {
        var policy = File.ReadAllText(Path.Combine(VectorFile.Folder, "Vectors", "s3-post-policy.txt")).Trim();
        var form = new PostForm(Bucket,
        [
            new("key", "user/user1/${filename}"),
            new("acl", "public-read"),
            new("success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"),
            new("Content-Type", "image/jpeg"),
            new("x-amz-meta-uuid", "14365123651274"),
            new("x-amz-server-side-encryption", "AES256"),
            new("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"),
            new("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            new("X-Amz-Date", "20151229T000000Z"),
            new("x-amz-meta-tag", "anything"),
            new("Policy", policy),
            new("X-Amz-Signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"),
        ]);

        Assert.Null(form.Read(Scope, Now, out var signature));
        Assert.Null(signature!.Verify(Secret, new SigningKeyCache(8)));
        Assert.Null(PostPolicy.Parse(policy, out var parsed));
        Assert.Null(parsed!.Evaluate(form, Now));
        Assert.Equal(
            "Invalid according to Policy: Policy expired.",
            parsed.Evaluate(form, Wire.Time("20151230T120001Z"))?.Message);
    }

    [Fact]
    public void Verifies_a_form_of_version_2_and_refuses_it_changed()
    {
        var policy = Convert.ToBase64String("{}"u8);
#pragma warning disable CA5350 // Signature Version 2 is made of HMAC-SHA1.
        var mac = HMACSHA1.HashData(Wire.Utf8("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Wire.Utf8(policy));
#pragma warning restore CA5350
        HeaderField[] fields =
        [
            new("AWSAccessKeyId", Secret.AccessKeyId), new("policy", policy), new("signature", Convert.ToBase64String(mac)),
        ];

        Assert.Null(Verify(fields));
        Assert.Equal(
            RefusalKind.SignatureMismatch, Verify([fields[0], new("policy", policy + "A"), fields[2]])?.Kind);
        Assert.Equal(RefusalKind.InvalidArgument, Verify([fields[1], fields[2]])?.Kind);
        Assert.Equal(RefusalKind.InvalidArgument, Verify([fields[0], fields[1]])?.Kind);
    }

    [Theory]
    [InlineData("X-Amz-Algorithm", "AWS4-HMAC-SHA1", RefusalKind.MalformedQuery)]
    [InlineData("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256", RefusalKind.InvalidRequest)]
    [InlineData("X-Amz-Credential", "a/b", RefusalKind.MalformedQuery)]
    [InlineData("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/eu-west-1/s3/aws4_request", RefusalKind.MalformedQuery)]
    [InlineData("X-Amz-Date", "20151229", RefusalKind.MalformedQuery)]
    [InlineData("X-Amz-Date", "", RefusalKind.InvalidArgument)]
    [InlineData("X-Amz-Date", "20151230T000000Z", RefusalKind.MalformedQuery)]
    [InlineData("X-Amz-Signature", "00", RefusalKind.SignatureMismatch)]
    public void Refuses_a_form_of_version_4_that_is_not_right(string name, string value, RefusalKind kind)
    {
        var signer = new RequestSigner(Secret, Scope);
        var policy = Convert.ToBase64String("{}"u8);
        List<HeaderField> fields =
        [
            new("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            new("X-Amz-Credential", signer.Credential(Now)),
            new("X-Amz-Date", "20151229T120000Z"),
            new("policy", policy),
            new("X-Amz-Signature", signer.SignText(policy, Now)),
        ];
        Assert.Null(Verify([.. fields]));

        fields[fields.FindIndex(field => field.Name == name)] = new(name, value);

        Assert.Equal(kind, Verify([.. fields])?.Kind);
    }

    [Theory]
    [InlineData("""{"key":"a"}""", "key=a", null)]
    [InlineData("""{"key":"a"}""", "KEY=a", null)]
    [InlineData("""{"key":"a"}""", "key=b", """Policy Condition failed: ["eq", "$key", "a"]""")]
    [InlineData("""["eq","$key","a"]""", "key=a", null)]
    [InlineData("""["eq","$key","u/cat.jpg"]""", "key=u/${filename}", null)]
    [InlineData("""["starts-with","$key","u/"]""", "key=u/x", null)]
    [InlineData("""["starts-with","$key",""]""", "key=", null)]
    [InlineData("""["starts-with","$key","u/"]""", "key=v/x", """Policy Condition failed: ["starts-with", "$key", "u/"]""")]
    [InlineData("""["starts-with","$Content-Type","image/"]""", "Content-Type=image/a,image/b", null)]
    [InlineData("""["starts-with","$Content-Type","image/"]""", "Content-Type=image/a,text/b",
        """Policy Condition failed: ["starts-with", "$Content-Type", "image/"]""")]
    [InlineData("""["starts-with","$x-amz-acl",""]""", "x-amz-acl=private", """Policy Condition failed: ["starts-with","$x-amz-acl",""]""")]
    [InlineData("""["starts-with","$x-amz-meta-a","b"]""", "x-amz-meta-a=bc", null)]
    [InlineData("""["starts-with","$x-amz-server-side-encryption",""]""", "x-amz-server-side-encryption=aws:kms", null)]
    [InlineData("""["between","$key","a"]""", "key=a", """Policy Condition failed: ["between","$key","a"]""")]
    [InlineData("""["eq","key","a"]""", "key=a", """Policy Condition failed: ["eq","key","a"]""")]
    [InlineData("""["content-length-range","1","2"]""", "key=a", """Policy Condition failed: ["content-length-range","1","2"]""")]
    [InlineData("""{"key":1}""", "key=1", """Policy Condition failed: {"key":1}""")]
    [InlineData("""{"key":"a"}""", "key=a&commit=Save", "Extra input fields: commit")]
    [InlineData("""{"key":"a"}""", "key=a&x-ignore-me=1&file=x", null)]
    [InlineData("""{"key":"a"}""", "key=a&x-amz-checksum-crc32=AAAAAA==", null)]
    public void Evaluates_a_condition(string condition, string fields, string? message)
    {
        var json = $$"""{"expiration":"2015-12-30T12:00:00.000Z","conditions":[{"bucket":"{{Bucket}}"},{{condition}}]}""";
        Assert.Null(PostPolicy.Parse(Convert.ToBase64String(Wire.Utf8(json)), out var policy));

        var refusal = policy!.Evaluate(Form(fields), Now);

        Assert.Equal(message is null ? null : $"Invalid according to Policy: {message}", refusal?.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""["eq","$key"]""")]
    [InlineData("""["content-length-range",0]""")]
    [InlineData("17")]
    public void Refuses_what_is_no_condition(string condition)
    {
        var json = $$"""{"expiration":"2015-12-30T12:00:00.000Z","conditions":[{{condition}}]}""";

        Assert.Equal(RefusalKind.MalformedPolicy, PostPolicy.Parse(Convert.ToBase64String(Wire.Utf8(json)), out _)?.Kind);
    }

    [Fact]
    public void The_bucket_must_be_in_the_policy_and_be_the_one_posted_to()
    {
        Assert.Null(PostPolicy.Parse(Encode("""{"expiration":"2015-12-30T12:00:00Z","conditions":[]}"""), out var open));
        Assert.Null(PostPolicy.Parse(
            Encode("""{"expiration":"2015-12-30T12:00:00Z","conditions":[{"bucket":"other"}]}"""), out var other));

        Assert.Equal("Invalid according to Policy: Extra input fields: bucket", open!.Evaluate(Form(""), Now)?.Message);
        Assert.Equal(RefusalKind.PolicyRefused, other!.Evaluate(Form(""), Now)?.Kind);
    }

    [Fact]
    public void Bounds_the_file()
    {
        Assert.Null(PostPolicy.Parse(
            Encode("""{"expiration":"2015-12-30T12:00:00Z","conditions":[["content-length-range",2,4]]}"""), out var policy));

        Assert.Equal(4, policy!.MaxContentLength);
        Assert.Equal(RefusalKind.EntityTooSmall, policy.EvaluateLength(1)?.Kind);
        Assert.Null(policy.EvaluateLength(2));
        Assert.Null(policy.EvaluateLength(4));
        Assert.Equal(
            [new("ProposedSize", "5"), new("MaxSizeAllowed", "4")], policy.EvaluateLength(5)!.Details);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("")]
    [InlineData("e30")]
    public void Refuses_what_is_not_base64_of_a_policy(string policy) =>
        Assert.Equal(RefusalKind.MalformedPolicy, PostPolicy.Parse(policy, out _)?.Kind);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"expiration":"soon","conditions":[]}""")]
    [InlineData("""{"expiration":1,"conditions":[]}""")]
    [InlineData("""{"expiration":"2015-12-30T12:00:00Z"}""")]
    [InlineData("""{"expiration":"2015-12-30T12:00:00Z","conditions":{}}""")]
    [InlineData("""{"expiration":"2015-12-30T12:00:00Z","conditions":[{"a":"\ud800"}]}""")]
    public void Refuses_what_is_no_policy(string json) =>
        Assert.Equal(RefusalKind.MalformedPolicy, PostPolicy.Parse(Encode(json), out _)?.Kind);

    [Fact]
    public void Bounds_the_policy() => Assert.Equal(
        RefusalKind.MalformedPolicy, PostPolicy.Parse(new string('A', PostPolicy.MaxChars + 4), out _)?.Kind);

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static PostForm Form(string fields) => new(
        Bucket,
        [
            .. fields.Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=')).Select(pair => new HeaderField(pair[0], pair[1])),
        ])
    {
        FileName = "cat.jpg",
    };

    private static Refusal? Verify(HeaderField[] fields) =>
        new PostForm(Bucket, fields).Read(Scope, Now, out var signature) is { } refusal
            ? refusal
            : signature!.Verify(Secret, new SigningKeyCache(8));
}
