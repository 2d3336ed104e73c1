using System.Text.Json;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>Each way of signing wrongly gets AWS's own words; the cases are data, with why each is there.</summary>
public sealed class RefusalTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly SigningSecret Secret = new("AKIDEXAMPLE", "secret");
    private static readonly DateTimeOffset Now = Wire.Time("20260301T120000Z");

    public static TheoryData<string> Names() => new(Cases().Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_in_the_words_of_AWS(string name)
    {
        var one = Cases().Single(candidate => candidate.Name == name);
        var scope = new SigningScope { Service = one.Service, Region = "us-east-1", IsS3 = one.Service == "s3" };
        var wire = Signed(scope, one.IsPresigned);
        foreach (var (header, value) in one.Set ?? [])
        {
            wire = value is null ? wire.WithoutHeader(header) : wire.WithHeader(header, Filled(value, wire));
        }

        foreach (var pair in one.Replace ?? [])
        {
            wire = wire with
            {
                Target = wire.Target.Replace(pair.Key, pair.Value, StringComparison.Ordinal),
                Headers = [.. wire.Headers.Select(field => field.Name == "Authorization"
                    ? field with { Value = field.Value.Replace(pair.Key, pair.Value, StringComparison.Ordinal) }
                    : field)],
            };
        }

        var refusal = wire.Verify(Secret, scope, Now);

        Assert.NotNull(refusal);
        Assert.Equal(one.Message, refusal.Message.Replace(Signature(wire), "{signature}", StringComparison.Ordinal));
        var code = RefusalCodes.For(refusal.Kind, one.Service switch
        {
            "s3" => ProtocolFamily.S3,
            "logs" => ProtocolFamily.Json,
            "ec2" => ProtocolFamily.Ec2Query,
            "access-analyzer" => ProtocolFamily.RestJson,
            _ => ProtocolFamily.Query,
        });
        Assert.Equal($"{one.Status} {one.Code}", $"{code.Status} {code.Code}");
        foreach (var (key, value) in one.Details ?? [])
        {
            Assert.Contains(new KeyValuePair<string, string>(key, value), refusal.Details);
        }
    }

    [Fact]
    public void A_mismatch_shows_what_should_have_been_signed()
    {
        var scope = new SigningScope { Service = "iam", Region = "us-east-1" };
        var wire = Signed(scope, isPresigned: false) with { Body = Wire.Utf8("Action=DeleteUser") };

        var refusal = wire.Verify(Secret, scope, Now);

        Assert.Equal(RefusalKind.SignatureMismatch, refusal?.Kind);
        Assert.Equal(
            """
            The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

            The Canonical String for this request should have been
            'POST
            /

            host:iam.amazonaws.com
            x-amz-date:20260301T120000Z

            host;x-amz-date
            7d96de60777f4b7cdfb6ec452cc2a631902d8773403a9769e40d8d8ace9225e1'

            The String-to-Sign should have been
            'AWS4-HMAC-SHA256
            20260301T120000Z
            20260301/us-east-1/iam/aws4_request
            0f083ad4a8d6e23704a0c90eba53a682eaa70e705ebc8ab5e46342885987755f'

            """.ReplaceLineEndings("\n"),
            refusal!.Message);
    }

    [Fact]
    public void S3_shows_it_in_elements_of_its_own_with_the_bytes_in_hexadecimal()
    {
        var scope = new SigningScope { Service = "s3", Region = "us-east-1", IsS3 = true };
        var wire = Signed(scope, isPresigned: false) with { Target = "/other" };

        var refusal = wire.Verify(Secret, scope, Now)!;

        Assert.Equal(
            ["AWSAccessKeyId", "StringToSign", "SignatureProvided", "StringToSignBytes", "CanonicalRequest", "CanonicalRequestBytes"],
            refusal.Details.Select(pair => pair.Key));
        var details = refusal.Details.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Assert.StartsWith("41 57 53 34 2d 48 4d 41 43", details["StringToSignBytes"], StringComparison.Ordinal);
        Assert.StartsWith("POST\n/other\n", details["CanonicalRequest"], StringComparison.Ordinal);
        Assert.Equal(Signature(wire), details["SignatureProvided"]);
    }

    [Fact]
    public void Takes_a_request_from_fifteen_minutes_before_to_fifteen_after_and_no_second_more()
    {
        var scope = new SigningScope { Service = "iam", Region = "us-east-1" };
        var wire = Signed(scope, isPresigned: false);
        var second = TimeSpan.FromSeconds(1);

        Assert.Null(wire.Verify(Secret, scope, Now + SignatureReader.AllowedSkew));
        Assert.Null(wire.Verify(Secret, scope, Now - SignatureReader.AllowedSkew));
        Assert.Equal(RefusalKind.ClockSkew, wire.Verify(Secret, scope, Now + SignatureReader.AllowedSkew + second)?.Kind);
        Assert.Equal(RefusalKind.ClockSkew, wire.Verify(Secret, scope, Now - SignatureReader.AllowedSkew - second)?.Kind);
    }

    [Fact]
    public void A_presigned_URL_lives_as_long_as_it_says_and_seven_days_at_most()
    {
        var scope = new SigningScope { Service = "s3", Region = "us-east-1", IsS3 = true };
        var week = TimeSpan.FromSeconds(SignatureReader.MaxExpiresSeconds);
        var wire = Presigned(scope, week);

        Assert.Null(wire.Verify(Secret, scope, Now + week));
        Assert.Equal("Request has expired", wire.Verify(Secret, scope, Now + week + TimeSpan.FromSeconds(1))?.Message);
        Assert.Equal(
            RefusalKind.MalformedQuery, Presigned(scope, week + TimeSpan.FromSeconds(1)).Verify(Secret, scope, Now)?.Kind);
    }

    [Fact]
    public void Every_kind_has_a_code_in_every_family()
    {
        foreach (var kind in Enum.GetValues<RefusalKind>())
        {
            foreach (var family in Enum.GetValues<ProtocolFamily>())
            {
                var code = RefusalCodes.For(kind, family);

                Assert.NotEmpty(code.Code);
                Assert.InRange(code.Status, 400, 499);
            }
        }
    }

    [Fact]
    public void The_secret_is_not_printed() => Assert.DoesNotContain("ecret", Secret.ToString()[13..], StringComparison.Ordinal);

    private static Case[] Cases() => JsonSerializer.Deserialize<Case[]>(
        File.ReadAllText(Path.Combine(VectorFile.Folder, "Vectors", "refusals.json")), Options)!;

    private static Wire Signed(SigningScope scope, bool isPresigned)
    {
        if (isPresigned)
        {
            return Presigned(scope, TimeSpan.FromHours(1));
        }

        HeaderField[] headers = [new("Host", $"{scope.Service}.amazonaws.com")];
        return new Wire
        {
            Method = "POST",
            Target = "/",
            Headers = new RequestSigner(Secret, scope).Sign("POST", "/", headers, [], Now),
        };
    }

    private static Wire Presigned(SigningScope scope, TimeSpan lifetime)
    {
        HeaderField[] headers = [new("Host", $"{scope.Service}.amazonaws.com")];
        return new Wire
        {
            Method = "GET",
            Target = new RequestSigner(Secret, scope).Presign("GET", "/", headers, lifetime, Now),
            Headers = headers,
        };
    }

    private static string Filled(string value, Wire wire) =>
        value.Replace("{signature}", Signature(wire), StringComparison.Ordinal);

    private static string Signature(Wire wire)
    {
        var text = wire.Headers.FirstOrDefault(field => field.Name == "Authorization").Value ?? wire.Target;
        var at = text.LastIndexOf("Signature=", StringComparison.Ordinal);
        return at < 0 || at + 74 > text.Length ? "\0" : text.Substring(at + 10, 64);
    }

    /// <summary>A signed request, what to change in it, and the answer.</summary>
    public sealed record Case(
        string Name,
        string Why,
        string Service,
        bool IsPresigned,
        Dictionary<string, string?>? Set,
        Dictionary<string, string>? Replace,
        int Status,
        string Code,
        string Message,
        Dictionary<string, string>? Details);
}
