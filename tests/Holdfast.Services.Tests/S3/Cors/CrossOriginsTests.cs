using Holdfast.Kernel.Ports;
using Holdfast.Services.S3.Cors;

namespace Holdfast.Services.Tests.S3.Cors;

public sealed class CrossOriginsTests : S3Tests
{
    [Theory]
    [InlineData("https://www.example.com", "GET", "", "https://www.example.com")]
    [InlineData("https://www.example.com", "PUT", "x-one,x-two", "https://www.example.com")]
    [InlineData("https://www.example.com", "PUT", "y-one", null)]
    [InlineData("https://www.example.com", "DELETE", "", null)]
    [InlineData("https://example.org", "GET", "", null)]
    public async Task Admits_what_a_rule_names(string origin, string method, string headers, string? allowed)
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketCors(), new() { Bucket = Bucket, CORSConfiguration = new() { CORSRules = [PutBucketCorsTests.Sample] } });

        var answer = await JudgeAsync(new(Bucket, origin, method, headers.Split(',', StringSplitOptions.RemoveEmptyEntries)));

        Assert.True(answer.HasRules);
        Assert.Equal(allowed, answer.Headers.FirstOrDefault(header => header.Key == "Access-Control-Allow-Origin").Value);
    }

    [Fact]
    public async Task Tells_all_that_the_rule_says()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketCors(), new() { Bucket = Bucket, CORSConfiguration = new() { CORSRules = [PutBucketCorsTests.Sample] } });

        var answer = await JudgeAsync(new(Bucket, "https://www.example.com", "PUT", ["x-one"]));

        Assert.Equal(
            [
                "Access-Control-Allow-Origin: https://www.example.com",
                "Access-Control-Allow-Methods: GET, PUT",
                "Access-Control-Allow-Headers: x-one",
                "Access-Control-Expose-Headers: ETag",
                "Access-Control-Max-Age: 60",
                "Access-Control-Allow-Credentials: true",
                "Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
            ],
            answer.Headers.Select(header => $"{header.Key}: {header.Value}"));
    }

    [Fact]
    public async Task Says_when_a_bucket_has_no_rules()
    {
        await GivenBucketAsync();

        Assert.False((await JudgeAsync(new(Bucket, "https://example.com", "GET", []))).HasRules);
        Assert.False((await JudgeAsync(new("nowhere", "https://example.com", "GET", []))).HasRules);
    }

    private async Task<CrossOriginAnswer> JudgeAsync(CrossOriginRequest request)
    {
        using var transaction = World.Store.Begin(new Store.Cause("judge", 0));
        return await new CrossOrigins().JudgeAsync(transaction, request, CancellationToken.None);
    }
}
