using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SigningCertificates;

namespace Holdfast.Services.Tests.Iam.SigningCertificates;

public sealed class UpdateSigningCertificateTests : SigningCertificateTests
{
    [Fact]
    public async Task Makes_a_certificate_inactive_and_changes_nothing_the_second_time()
    {
        var certificate = GivenSigningCertificate(GivenUser("alice"));

        await UpdateAsync(certificate.Id, "Inactive");
        var before = World.Changes.Count;
        await UpdateAsync(certificate.Id, "Inactive");

        Assert.Equal("Inactive", Assert.Single(await World.ListAsync<SigningCertificate>("")).Status);
        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_to_let_a_certificate_expire()
    {
        var certificate = GivenSigningCertificate(GivenUser("alice"));

        Assert.Equal(
            "Status Expired is not supported for signing certificates.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(certificate.Id, "Expired")));
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate()
    {
        GivenUser("alice");

        Assert.Equal($"The Certificate with id {Unknown} cannot be found.", await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(Unknown, "Active")));
    }

    private Task UpdateAsync(string id, string status)
        => World.CallAsync(new UpdateSigningCertificate(), new() { UserName = "alice", CertificateId = id, Status = status });
}
