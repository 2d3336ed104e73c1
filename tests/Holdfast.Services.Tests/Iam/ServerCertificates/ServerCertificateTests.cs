using Holdfast.Services.Iam.ServerCertificates;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Tests.Iam.ServerCertificates;

/// <summary>What tests of server certificates are given.</summary>
public abstract class ServerCertificateTests : CredentialTests
{
    private protected UploadServerCertificate UploadServerCertificate => new(World.Sealer, Quotas);

    /// <summary>Puts a certificate in place whose contents do not matter.</summary>
    private protected ServerCertificate GivenServerCertificate(string name, string path = "/", params (string Key, string Value)[] tags)
    {
        var certificate = new ServerCertificate
        {
            Account = Account,
            Partition = "aws",
            Name = name,
            Path = path,
            Id = "ASCA" + name.ToUpperInvariant().PadRight(17, 'X'),
            Body = "body",
            Chain = "chain",
            SealedPrivateKey = "sealed",
            UploadDate = Created,
            Expiration = TestCertificates.Until,
            Tags = [.. tags.Select(tag => new Tag(tag.Key, tag.Value))],
        };
        World.Given(certificate);
        return certificate;
    }
}
