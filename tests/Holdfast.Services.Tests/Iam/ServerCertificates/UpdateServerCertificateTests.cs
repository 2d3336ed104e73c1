using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServerCertificates;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

public sealed class UpdateServerCertificateTests : ServerCertificateTests
{
    [Fact]
    public async Task Gives_it_another_name_and_path_and_keeps_the_rest()
    {
        var certificate = GivenServerCertificate("www");

        await UpdateAsync(new() { ServerCertificateName = "www", NewServerCertificateName = "web", NewPath = "/team/" });

        var updated = Assert.Single(await World.ListAsync<ServerCertificate>(""));
        Assert.Equal(certificate with { Name = "web", Path = "/team/", Tags = updated.Tags }, updated);
    }

    [Fact]
    public async Task Gives_it_another_path_or_another_case_in_its_place()
    {
        GivenServerCertificate("www");

        await UpdateAsync(new() { ServerCertificateName = "www", NewServerCertificateName = "WWW" });

        Assert.Equal("WWW", Assert.Single(await World.ListAsync<ServerCertificate>("")).Name);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken()
    {
        GivenServerCertificate("www");
        GivenServerCertificate("web");

        Assert.Equal(
            "The Server Certificate with name web already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(
                () => UpdateAsync(new() { ServerCertificateName = "www", NewServerCertificateName = "web" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_certificate()
        => Assert.Equal(
            "The Server Certificate with name www cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(new() { ServerCertificateName = "www", NewPath = "/a/" })));

    [Fact]
    public async Task Acts_on_the_certificate_as_it_is_and_as_it_will_be()
    {
        GivenServerCertificate("www", "/team/");

        var target = await World.TargetAsync(
            new UpdateServerCertificate(), new() { ServerCertificateName = "www", NewServerCertificateName = "web" });

        Assert.Equal("arn:aws:iam::111122223333:server-certificate/team/www", target.Resource.Value);
        Assert.Equal("arn:aws:iam::111122223333:server-certificate/team/web", Assert.Single(target.Also).Resource.Value);
    }

    private Task UpdateAsync(UpdateServerCertificateRequest request) => World.CallAsync(new UpdateServerCertificate(), request);
}
