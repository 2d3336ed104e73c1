using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class UntagServerCertificateTests : ServerCertificateTests
{
    [Fact]
    public async Task Takes_the_tags_that_are_there_and_passes_over_the_rest()
    {
        GivenServerCertificate("www", "/", ("a", "1"), ("b", "2"));

        await World.CallAsync(new UntagServerCertificate(), new() { ServerCertificateName = "www", TagKeys = ["a", "x"] });

        Assert.Equal("b", Assert.Single(Assert.Single(await World.ListAsync<ServerCertificate>("")).Tags).Key);
    }

    [Fact]
    public async Task Changes_nothing_when_no_tag_is_there()
    {
        GivenServerCertificate("www");
        var before = World.Changes.Count;

        await World.CallAsync(new UntagServerCertificate(), new() { ServerCertificateName = "www", TagKeys = ["x"] });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate()
        => await RefusedAsync<NoSuchEntityException>(
            () => World.CallAsync(new UntagServerCertificate(), new() { ServerCertificateName = "www", TagKeys = ["x"] }));
}
