using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class DeleteServerCertificateTests : ServerCertificateTests
{
    [Fact]
    public async Task Deletes_a_certificate()
    {
        GivenServerCertificate("www");

        await World.CallAsync(new DeleteServerCertificate(), new() { ServerCertificateName = "www" });

        Assert.Empty(await World.ListAsync<ServerCertificate>(""));
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate()
        => Assert.Equal(
            "The Server Certificate with name www cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteServerCertificate(), new() { ServerCertificateName = "www" })));
}
