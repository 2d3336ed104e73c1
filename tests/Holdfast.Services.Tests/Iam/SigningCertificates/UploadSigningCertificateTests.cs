using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SigningCertificates;

namespace Holdfast.Services.Tests.Iam.SigningCertificates;

public sealed class UploadSigningCertificateTests : CredentialTests
{
    private readonly TestCertificates _certificates = new();

    private UploadSigningCertificate UploadSigningCertificate => new(Quotas);

    [Fact]
    public async Task Keeps_a_certificate_under_an_id_made_of_its_fingerprint()
    {
        var user = GivenUser("alice");
        var (body, _) = _certificates.Rsa();

        var certificate = (await UploadAsync("alice", body)).Certificate;

        Assert.Equal(("alice", body, "Active", World.Now), (certificate.UserName, certificate.CertificateBody, certificate.Status, certificate.UploadDate));
        Assert.Matches("^[A-Z2-7]{32}$", certificate.CertificateId);
        Assert.Equal((user.Id, certificate.CertificateId), Assert.Single(await World.ListAsync<SigningCertificate>("")) is var stored ? (stored.OwnerId, stored.Id) : default);
    }

    [Fact]
    public async Task Keeps_one_for_root_when_root_names_nobody()
    {
        await World.CallAsync(UploadSigningCertificate, new() { CertificateBody = _certificates.Elliptic().Body });

        Assert.Equal(Account.Value, Assert.Single(await World.ListAsync<SigningCertificate>("")).OwnerId);
    }

    [Fact]
    public async Task Refuses_a_certificate_that_somebody_in_the_account_has()
    {
        GivenUser("alice");
        GivenUser("bob");
        var (body, _) = _certificates.Elliptic();
        await UploadAsync("alice", body);

        Assert.Equal(
            "The same certificate is already associated with an IAM user in the account.",
            await RefusedAsync<DuplicateCertificateException>(() => UploadAsync("bob", body + "\n")));
    }

    [Fact]
    public async Task Refuses_a_third_certificate()
    {
        GivenUser("alice");
        await UploadAsync("alice", _certificates.Elliptic().Body);
        await UploadAsync("alice", _certificates.Elliptic().Body);

        Assert.Equal(
            "Cannot exceed quota for SigningCertificatesPerUser: 2",
            await RefusedAsync<LimitExceededException>(() => UploadAsync("alice", _certificates.Elliptic().Body)));
    }

    [Fact]
    public async Task Refuses_a_certificate_that_has_expired()
    {
        GivenUser("alice");

        Assert.Equal(
            "Certificate is no longer valid. The 'Not After' date restriction on the certificate has passed.",
            await RefusedAsync<InvalidCertificateException>(
                () => UploadAsync("alice", _certificates.Elliptic(until: World.Now - TimeSpan.FromSeconds(1)).Body)));
    }

    [Fact]
    public async Task Refuses_what_is_no_certificate()
    {
        GivenUser("alice");

        Assert.Equal(
            "Unable to parse certificate. Please ensure the certificate is in PEM format.",
            await RefusedAsync<MalformedCertificateException>(() => UploadAsync("alice", "no certificate")));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.", await RefusedAsync<NoSuchEntityException>(() => UploadAsync("nobody", "body")));

    [Fact]
    public async Task Refuses_a_session_that_names_nobody()
        => await RefusedAsync<CommonException>(
            () => World.CallAsync(UploadSigningCertificate, new() { CertificateBody = "body" }, caller: Session));

    private Task<UploadSigningCertificateResponse> UploadAsync(string userName, string body)
        => World.CallAsync(UploadSigningCertificate, new() { UserName = userName, CertificateBody = body });
}
