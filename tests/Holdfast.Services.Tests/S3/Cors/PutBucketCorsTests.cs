using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Cors;

namespace Holdfast.Services.Tests.S3.Cors;

public sealed class PutBucketCorsTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_rules()
    {
        await GivenBucketAsync();

        await PutAsync(Sample);
        await PutAsync(Sample);

        Assert.Equal(Sample, Assert.Single(ConfigurationTypes.Cors.Open(Assert.Single(await World.ListAsync<BucketConfiguration>(""))).CORSRules));
    }

    [Theory]
    [InlineData("PATCH", "*", "*", "x-a", "Found unsupported HTTP method in CORS config. Unsupported method is PATCH")]
    [InlineData("GET", "*.*", "*", "x-a", "AllowedOrigin \"*.*\" can not have more than one wildcard.")]
    [InlineData("GET", "*", "x-*-*", "x-a", "AllowedHeader \"x-*-*\" can not have more than one wildcard.")]
    [InlineData("GET", "*", "*", "x-*", "ExposeHeader \"x-*\" contains wildcard. We currently do not support wildcard for ExposeHeader.")]
    public async Task Refuses_what_cannot_be(string method, string origin, string header, string exposed, string message)
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("InvalidRequest", () => PutAsync(new CORSRuleShape
        {
            AllowedMethods = [method],
            AllowedOrigins = [origin],
            AllowedHeaders = [header],
            ExposeHeaders = [exposed],
        }));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Refuses_no_rule_empty_rules_and_more_than_a_hundred()
    {
        await GivenBucketAsync();
        await PutAsync([.. Enumerable.Repeat(Sample, 100)]);

        await RefusedAsync("MalformedXML", () => PutAsync());
        await RefusedAsync("MalformedXML", () => PutAsync(new CORSRuleShape { AllowedMethods = [], AllowedOrigins = ["*"] }));
        await RefusedAsync("MalformedXML", () => PutAsync([.. Enumerable.Repeat(Sample, 101)]));
    }

    internal static CORSRuleShape Sample { get; } = new()
    {
        ID = "one",
        AllowedMethods = ["GET", "PUT"],
        AllowedOrigins = ["https://*.example.com"],
        AllowedHeaders = ["x-*"],
        ExposeHeaders = ["ETag"],
        MaxAgeSeconds = 60,
    };

    private Task PutAsync(params CORSRuleShape[] rules) => World.CallAsync(new PutBucketCors(), new() { Bucket = Bucket, CORSConfiguration = new() { CORSRules = rules } });
}
