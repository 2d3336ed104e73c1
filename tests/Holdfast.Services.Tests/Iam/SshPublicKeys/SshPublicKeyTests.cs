using Holdfast.Services.Iam.SshPublicKeys;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.SshPublicKeys;

/// <summary>Keys that ssh-keygen made and wrote in each encoding, with the fingerprint that it gives.</summary>
public abstract class SshPublicKeyTests : CredentialTests
{
    /// <summary>A key as SSH writes it.</summary>
    protected const string Line = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCklZvFV/KDh1AaiJSrQ/FDvRkpv//OeJVKZ8QbHETi2gGbPx5ih7C01ELhZhFY+kLVrTI84kri/jBImhrRzE/VdUalr1Uec7+gGh4MRRbNAMREMoe8AVMCNT/6mVAtTQ5+ZY1d9TOZqEWBVurNvpAHfk575TfCSECrHEfh1sjWgYtEzBouqolC6rXXo7UdbAmRrVW+eDqWSj1JaXbT0uy004sWbwznt++ZPC2YsvXMGN58AnVL1xGYH8ta2zapPLw8LHqzSs4bKrm/ns1XJGDHJPSleUvv4Lb18zsKYKwxuxKRN7eLosgpZ+PPXB3KjnX0VEQkCcdoezVf1ADn5wXX alice@laptop";

    /// <summary>The same as SubjectPublicKeyInfo.</summary>
    protected const string Pem =
        """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApJWbxVfyg4dQGoiUq0Px
        Q70ZKb//zniVSmfEGxxE4toBmz8eYoewtNRC4WYRWPpC1a0yPOJK4v4wSJoa0cxP
        1XVGpa9VHnO/oBoeDEUWzQDERDKHvAFTAjU/+plQLU0OfmWNXfUzmahFgVbqzb6Q
        B35Oe+U3wkhAqxxH4dbI1oGLRMwaLqqJQuq116O1HWwJka1Vvng6lko9SWl209Ls
        tNOLFm8M57fvmTwtmLL1zBjefAJ1S9cRmB/LWts2qTy8PCx6s0rOGyq5v57NVyRg
        xyT0pXlL7+C29fM7CmCsMbsSkTe3i6LIKWfjz1wdyo519FREJAnHaHs1X9QA5+cF
        1wIDAQAB
        -----END PUBLIC KEY-----
        """;

    /// <summary>The same as PKCS #1.</summary>
    protected const string RsaPem =
        """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCgKCAQEApJWbxVfyg4dQGoiUq0PxQ70ZKb//zniVSmfEGxxE4toBmz8eYoew
        tNRC4WYRWPpC1a0yPOJK4v4wSJoa0cxP1XVGpa9VHnO/oBoeDEUWzQDERDKHvAFT
        AjU/+plQLU0OfmWNXfUzmahFgVbqzb6QB35Oe+U3wkhAqxxH4dbI1oGLRMwaLqqJ
        Quq116O1HWwJka1Vvng6lko9SWl209LstNOLFm8M57fvmTwtmLL1zBjefAJ1S9cR
        mB/LWts2qTy8PCx6s0rOGyq5v57NVyRgxyT0pXlL7+C29fM7CmCsMbsSkTe3i6LI
        KWfjz1wdyo519FREJAnHaHs1X9QA5+cF1wIDAQAB
        -----END RSA PUBLIC KEY-----
        """;

    /// <summary>Its MD5 fingerprint.</summary>
    protected const string Fingerprint = "40:00:0e:db:2b:35:f2:53:13:39:e5:9e:9d:12:38:b6";

    /// <summary>A key of 1,024 bits.</summary>
    protected const string ShortLine = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDJDs3m+/ekffA9U33DpVxJV0+mfNNzd0HS5TbcQnS1oghr9gpM9L2f1D8+HMv4rl8gbdrltg5lnX66c9b+cRp5a3YSFRtLJB0BY7UAB6OsIJNhcbP1HmlFkZkn+SmGMSaFaw3uUpiuKh5VdBbrDcpnND7v7X4WuHkLlODm9Q39/w== short";

    /// <summary>A key that is not of RSA.</summary>
    protected const string EdwardsLine = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMCvjn8d6z5OhoGJiV7rserLYItFcxBpndWYB2AXBoaK ed";

    /// <summary>The id of a key that nobody has.</summary>
    protected const string Unknown = "APKAEIBAERJR2EXAMPLE";

    /// <summary>Puts a key in place.</summary>
    private protected SshPublicKey GivenSshKey(User user, string id = "APKAAAAAAAAAAAAAAAAA", string fingerprint = Fingerprint)
    {
        var key = new SshPublicKey
        {
            Account = Account,
            OwnerId = user.Id,
            Id = id,
            Line = Line,
            Fingerprint = fingerprint,
            Status = "Active",
            UploadDate = Created,
        };
        World.Given(key);
        return key;
    }
}
