using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class GetServerCertificateTests : ServerCertificateTests
{
    [Fact]
    public async Task Gives_the_certificate_the_chain_and_the_tags()
    {
        GivenServerCertificate("www", "/team/", ("team", "red"));

        var certificate = (await World.CallAsync(new GetServerCertificate(), new() { ServerCertificateName = "WWW" })).ServerCertificate;

        Assert.Equal(("body", "chain"), (certificate.CertificateBody, certificate.CertificateChain));
        Assert.Equal("arn:aws:iam::111122223333:server-certificate/team/www", certificate.ServerCertificateMetadata.Arn);
        Assert.Equal("team", Assert.Single(certificate.Tags!).Key);
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate()
        => Assert.Equal(
            "The Server Certificate with name www cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetServerCertificate(), new() { ServerCertificateName = "www" })));
}
