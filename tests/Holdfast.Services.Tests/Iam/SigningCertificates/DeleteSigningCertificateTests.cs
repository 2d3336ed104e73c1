using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SigningCertificates;

namespace Holdfast.Services.Tests.Iam.SigningCertificates;

public sealed class DeleteSigningCertificateTests : SigningCertificateTests
{
    [Fact]
    public async Task Deletes_a_certificate()
    {
        var certificate = GivenSigningCertificate(GivenUser("alice"));

        await World.CallAsync(new DeleteSigningCertificate(), new() { CertificateId = certificate.Id }, asUser: "alice");

        Assert.Empty(await World.ListAsync<SigningCertificate>(""));
    }

    [Fact]
    public async Task Refuses_a_certificate_of_somebody_else()
    {
        var certificate = GivenSigningCertificate(GivenUser("alice"));
        GivenUser("bob");

        Assert.Equal(
            $"The Certificate with id {certificate.Id} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DeleteSigningCertificate(), new() { UserName = "bob", CertificateId = certificate.Id })));
    }
}
