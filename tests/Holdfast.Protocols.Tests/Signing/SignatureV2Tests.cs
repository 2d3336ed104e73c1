using System.Globalization;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>S3's older signature, which boto3 still makes for presigned URLs in some regions.</summary>
public sealed class SignatureV2Tests
{
    private static readonly VectorFile Vectors = VectorFile.Read("s3-signature-v2");

    public static TheoryData<string> Names() => new(Vectors.Cases.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Verifies_what_AWS_published(string name)
    {
        var wire = Case(name);

        Assert.Null(wire.Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_another_method_path_bucket_or_secret(string name)
    {
        var wire = Case(name);
        Wire[] spoiled =
        [
            wire with { Method = "DELETE" },
            wire with { Target = wire.Target.Replace("/", "/x", StringComparison.Ordinal) },
            wire with { VirtualBucket = "other" },
            wire with { Headers = [.. wire.Headers, new("x-amz-acl", "public-read")] },
        ];

        foreach (var one in spoiled)
        {
            Assert.Equal(
                RefusalKind.SignatureMismatch, one.Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire))?.Kind);
        }

        Assert.Equal(
            RefusalKind.SignatureMismatch,
            wire.Verify(new SigningSecret(Vectors.AccessKeyId, "other"), Vectors.ToScope(), TimeOf(wire))?.Kind);
    }

    [Fact]
    public void Refuses_a_presigned_URL_after_its_time()
    {
        var wire = Case("query-string");

        var refusal = wire.Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire) + TimeSpan.FromSeconds(1));

        Assert.Equal("Request has expired", refusal?.Message);
        Assert.Equal(new ErrorCode("AccessDenied", 403), RefusalCodes.For(refusal!.Kind, ProtocolFamily.S3));
    }

    [Fact]
    public void Refuses_a_header_whose_clock_is_wrong()
    {
        var wire = Case("object-get");

        var refusal = wire.Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire) + TimeSpan.FromMinutes(16));

        Assert.Equal(RefusalKind.ClockSkew, refusal?.Kind);
    }

    [Theory]
    [InlineData("Mon, 27 Mar 2007 19:36:42 +0000", RefusalKind.SignatureMismatch)]
    [InlineData("Wed, 07 Jul 2010 21:53:04 GMT", RefusalKind.ClockSkew)]
    [InlineData("Tue, 07 Jul 2010 21:53:04 GMT", RefusalKind.ClockSkew)]
    [InlineData("Tue, 07 Jul 9999 21:53:04 GMT", RefusalKind.ClockSkew)]
    [InlineData("Tue, 07 Jul 1950 21:53:04 GMT", RefusalKind.AccessDenied)]
    [InlineData("Bad Date", RefusalKind.AccessDenied)]
    [InlineData("", RefusalKind.AccessDenied)]
    public void Overlooks_a_wrong_day_of_the_week_but_no_wrong_time(string date, RefusalKind kind)
    {
        var wire = Case("object-get");

        Assert.Equal(kind, wire.WithHeader("Date", date).Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire))?.Kind);
    }

    [Theory]
    [InlineData("AWS AKIAIOSFODNN7EXAMPLE", RefusalKind.InvalidArgument)]
    [InlineData("AWS :", RefusalKind.InvalidArgument)]
    [InlineData("AWS AKIAIOSFODNN7EXAMPLE:", RefusalKind.SignatureMismatch)]
    [InlineData("AWS AKIAIOSFODNN7EXAMPLE:ሴ", RefusalKind.SignatureMismatch)]
    public void Refuses_a_header_without_both_parts(string authorization, RefusalKind kind)
    {
        var wire = Case("object-get").WithHeader("Authorization", authorization);

        Assert.Equal(kind, wire.Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire))?.Kind);
    }

    [Theory]
    [InlineData("Expires=1175139620", "Expires=")]
    [InlineData("Expires=1175139620", "Expires=tomorrow")]
    [InlineData("Expires=1175139620", "Expires=99999999999999999999")]
    [InlineData("Expires=1175139620", "Expires=999999999999999999")]
    [InlineData("Expires=1175139620", "Expires=1175139620&Expires=1275139620")]
    public void Refuses_an_expiry_that_is_no_time(string from, string to)
    {
        var wire = Case("query-string");
        var spoiled = wire with { Target = wire.Target.Replace(from, to, StringComparison.Ordinal) };

        Assert.Equal(
            RefusalKind.AccessDenied, spoiled.Verify(Vectors.ToSecret(), Vectors.ToScope(), TimeOf(wire))?.Kind);
    }

    [Fact]
    public void Belongs_to_S3_alone()
    {
        var wire = Case("query-string");
        var iam = new SigningScope { Service = "iam", Region = "us-east-1" };

        Assert.Equal(RefusalKind.MissingAuthentication, wire.Verify(Vectors.ToSecret(), iam, TimeOf(wire))?.Kind);
    }

    private static Wire Case(string name) =>
        Vectors.Cases.Single(one => one.Name == name).ToWire() with { VirtualBucket = "johnsmith" };

    private static DateTimeOffset TimeOf(Wire wire)
    {
        var date = wire.Headers.FirstOrDefault(field => field.Name == "Date").Value;
        return date is null
            ? DateTimeOffset.FromUnixTimeSeconds(1175139620)
            : DateTimeOffset.ParseExact(date, "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
    }
}
