using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.SigningCertificates;

/// <summary>What tests of signing certificates are given.</summary>
public abstract class SigningCertificateTests : CredentialTests
{
    /// <summary>The id of a certificate that nobody has.</summary>
    protected const string Unknown = "TA7SMP42TDN5Z26OBPJE7EXAMPLE";

    /// <summary>Puts a certificate in place whose contents do not matter.</summary>
    private protected SigningCertificate GivenSigningCertificate(User user, string id = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    {
        var certificate = new SigningCertificate { Account = Account, OwnerId = user.Id, Id = id, Body = "body", Status = "Active", UploadDate = Created };
        World.Given(certificate);
        return certificate;
    }
}
