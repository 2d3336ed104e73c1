using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Websites;

namespace Holdfast.Services.Tests.S3.Websites;

public sealed class PutBucketWebsiteTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_website()
    {
        await GivenBucketAsync();

        await PutAsync(Sample);

        Assert.Equal(Sample, ConfigurationTypes.Website.Open(Assert.Single(await World.ListAsync<BucketConfiguration>(""))));
    }

    public static TheoryData<string, string> Wrong() => new()
    {
        { "InvalidArgument", "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty" },
        { "InvalidArgument", "The IndexDocument Suffix is not well formed" },
        { "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema" },
        { "InvalidRequest", "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically." },
        { "InvalidRequest", "You can only define ReplaceKeyPrefix or ReplaceKey but not both." },
        { "InvalidRequest", "The provided HTTP redirect code (300) is not valid. Valid codes are 3XX except 300." },
        { "InvalidRequest", "The provided HTTP error code (200) is not valid. Valid codes are 4XX or 5XX." },
        { "InvalidRequest", "51 routing rules provided, the number of routing rules in a website configuration is limited to 50." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Refuses_what_cannot_be(string code, string message)
    {
        await GivenBucketAsync();
        RedirectShape to = new() { HostName = "example.com" };
        WebsiteConfigurationShape[] sites =
        [
            new(),
            new() { IndexDocument = new() { Suffix = "a/b" } },
            Sample with { RedirectAllRequestsTo = new() { HostName = "example.com" } },
            new() { RedirectAllRequestsTo = new() { HostName = "example.com", Protocol = "ftp" } },
            Sample with { RoutingRules = [new() { Redirect = new() { ReplaceKeyWith = "a", ReplaceKeyPrefixWith = "b" } }] },
            Sample with { RoutingRules = [new() { Redirect = new() { HttpRedirectCode = "300" } }] },
            Sample with { RoutingRules = [new() { Redirect = to, Condition = new() { HttpErrorCodeReturnedEquals = "200" } }] },
            Sample with { RoutingRules = [.. Enumerable.Repeat(new RoutingRuleShape { Redirect = to }, 51)] },
        ];
        var errors = new List<(string, string)>();
        foreach (var site in sites)
        {
            var error = await Assert.ThrowsAnyAsync<Kernel.ServiceException>(() => PutAsync(site));
            errors.Add((error.Code, error.Message));
        }

        Assert.Contains((code, message), errors);
        Assert.Equal(sites.Length, errors.Distinct().Count());
    }

    internal static WebsiteConfigurationShape Sample { get; } = new() { IndexDocument = new() { Suffix = "index.html" }, ErrorDocument = new() { Key = "error.html" } };

    private Task PutAsync(WebsiteConfigurationShape website) => World.CallAsync(new PutBucketWebsite(), new() { Bucket = Bucket, WebsiteConfiguration = website });
}
