using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class ListServerCertificatesTests : ServerCertificateTests
{
    [Fact]
    public async Task Lists_the_certificates_under_a_path_page_by_page()
    {
        GivenServerCertificate("b", "/team/");
        GivenServerCertificate("a", "/team/blue/");
        GivenServerCertificate("c");

        var first = await World.CallAsync(new ListServerCertificates(), new() { PathPrefix = "/team/", MaxItems = 1 });
        var second = await World.CallAsync(new ListServerCertificates(), new() { PathPrefix = "/team/", MaxItems = 1, Marker = first.Marker });

        Assert.Equal("a", Assert.Single(first.ServerCertificateMetadataList).ServerCertificateName);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.ServerCertificateMetadataList).ServerCertificateName);
        Assert.False(second.IsTruncated);
        Assert.Equal(3, (await World.CallAsync(new ListServerCertificates(), new())).ServerCertificateMetadataList.Count);
    }
}
