using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class ListServerCertificateTagsTests : ServerCertificateTests
{
    [Fact]
    public async Task Lists_the_tags_in_the_order_of_their_keys_page_by_page()
    {
        GivenServerCertificate("www", "/", ("b", "2"), ("a", "1"));

        var first = await World.CallAsync(new ListServerCertificateTags(), new() { ServerCertificateName = "www", MaxItems = 1 });
        var second = await World.CallAsync(new ListServerCertificateTags(), new() { ServerCertificateName = "www", Marker = first.Marker });

        Assert.Equal("a", Assert.Single(first.Tags).Key);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.Tags).Key);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListServerCertificateTags(), new() { ServerCertificateName = "www" }));
}
