using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SigningCertificates;

namespace Holdfast.Services.Tests.Iam.SigningCertificates;

public sealed class ListSigningCertificatesTests : SigningCertificateTests
{
    [Fact]
    public async Task Lists_the_certificates_of_a_user_page_by_page()
    {
        var alice = GivenUser("alice");
        GivenSigningCertificate(alice, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1");
        GivenSigningCertificate(alice, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2");
        GivenSigningCertificate(GivenUser("bob"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA3");

        var first = await World.CallAsync(new ListSigningCertificates(), new() { UserName = "alice", MaxItems = 1 });
        var second = await World.CallAsync(new ListSigningCertificates(), new() { Marker = first.Marker }, asUser: "alice");

        Assert.Equal(
            new SigningCertificateShape { UserName = "alice", CertificateId = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1", CertificateBody = "body", Status = "Active", UploadDate = Created },
            Assert.Single(first.Certificates));
        Assert.True(first.IsTruncated);
        Assert.Equal("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA2", Assert.Single(second.Certificates).CertificateId);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListSigningCertificates(), new() { UserName = "nobody" }));
}
