using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Kernel.Tests.Sessions;

public sealed class SessionTokenTests
{
    private readonly SessionToken _tokens = new(new KeySealer(1));

    private static Session Session => new()
    {
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
        Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        Kind = CallerKind.AssumedRole,
        Account = new("111122223333"),
        Arn = "arn:aws:sts::111122223333:assumed-role/deploy/night",
        PrincipalId = "AROACKCEVSQ6C2EXAMPLE:night",
        IssuerId = "AROACKCEVSQ6C2EXAMPLE",
        ExpiresAt = new(2030, 1, 1, 1, 0, 0, TimeSpan.Zero),
        Facts = new() { IssuedAt = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), IssuerArn = "arn:aws:iam::111122223333:role/deploy" },
    };

    private static Session FullSession => Session with
    {
        Kind = CallerKind.Root,
        Facts = Session.Facts with
        {
            MfaAuthenticatedAt = Session.ExpiresAt,
            SourceIdentity = "Alice",
            FederatedProvider = "arn:aws:iam::111122223333:saml-provider/corp",
            IsAssumedRoot = true,
            IsFromConsole = true,
            IsServiceLinked = true,
            Federation = new("corp", new Dictionary<string, string> { ["saml:sub"] = "alice" }),
        },
        Tags = new Dictionary<string, string> { ["team"] = "red", ["größe"] = "XL" },
        TransitiveTagKeys = ["team"],
        Policies = [new string('p', 2048)],
        PolicyArns = ["arn:aws:iam::111122223333:policy/p"],
    };

    [Fact]
    public void Opens_what_it_sealed()
        => AssertSame(Session, _tokens.Open(Session.AccessKeyId, _tokens.Seal(Session)));

    [Fact]
    public void Opens_a_session_that_has_everything()
        => AssertSame(FullSession, _tokens.Open(FullSession.AccessKeyId, _tokens.Seal(FullSession)));

    [Fact]
    public void Shows_nothing_of_the_session()
    {
        var token = Encoding.Latin1.GetString(Convert.FromBase64String(_tokens.Seal(Session)));

        Assert.DoesNotContain(Session.Secret, token, StringComparison.Ordinal);
        Assert.DoesNotContain("deploy", token, StringComparison.Ordinal);
        Assert.DoesNotContain(Session.Secret, Session.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_short_and_deflates_what_is_long()
    {
        Assert.InRange(_tokens.Seal(Session).Length, 1, 1024);
        Assert.InRange(_tokens.Seal(FullSession).Length, 1, 1500);
    }

    [Fact]
    public void Opens_none_beside_another_access_key()
        => Assert.Null(_tokens.Open("ASIAI44QH8DHBEXAMPLE", _tokens.Seal(Session)));

    [Fact]
    public void Opens_none_of_another_server()
        => Assert.Null(new SessionToken(new KeySealer(2)).Open(Session.AccessKeyId, _tokens.Seal(Session)));

    [Fact]
    public void Opens_none_that_was_touched_anywhere()
    {
        var sealedBytes = Convert.FromBase64String(_tokens.Seal(Session));
        for (var at = 0; at < sealedBytes.Length; at++)
        {
            var touched = sealedBytes.ToArray();
            touched[at] ^= 1;
            Assert.Null(_tokens.Open(Session.AccessKeyId, Convert.ToBase64String(touched)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("not base 64!")]
    [InlineData("FwoGZXIvYXdzEBYaDEXAMPLE")]
    public void Opens_nothing_that_is_no_token(string token)
        => Assert.Null(_tokens.Open(Session.AccessKeyId, token));

    [Fact]
    public void Refuses_an_absurd_length_before_it_decodes()
        => Assert.Null(new SessionToken(new DeafSealer()).Open(Session.AccessKeyId, new string('A', SessionToken.LengthMax + 4)));

    private static void AssertSame(Session expected, Session? actual)
    {
        Assert.NotNull(actual);
        Assert.Equivalent(expected, actual, strict: true);
    }

    private sealed class KeySealer(byte key) : ISecretSealer
    {
        private readonly byte[] _key = [.. Enumerable.Repeat(key, 32)];

        public string Seal(string secret, string boundTo) => throw new NotSupportedException();

        public string Open(string sealedSecret, string boundTo) => throw new NotSupportedException();

        public byte[] SealBytes(ReadOnlySpan<byte> plain, string boundTo)
        {
            var seal = new byte[12 + plain.Length + 16];
            using var aes = new AesGcm(_key, 16);
            aes.Encrypt(seal.AsSpan(0, 12), plain, seal.AsSpan(12, plain.Length), seal.AsSpan(12 + plain.Length), Encoding.UTF8.GetBytes(boundTo));
            return seal;
        }

        public byte[] OpenBytes(ReadOnlySpan<byte> sealedBytes, string boundTo)
        {
            if (sealedBytes.Length < 28)
            {
                throw new CryptographicException("Too short.");
            }

            var plain = new byte[sealedBytes.Length - 28];
            using var aes = new AesGcm(_key, 16);
            aes.Decrypt(sealedBytes[..12], sealedBytes.Slice(12, plain.Length), sealedBytes[(12 + plain.Length)..], plain, Encoding.UTF8.GetBytes(boundTo));
            return plain;
        }
    }

    private sealed class DeafSealer : ISecretSealer
    {
        public string Seal(string secret, string boundTo) => throw new NotSupportedException();

        public string Open(string sealedSecret, string boundTo) => throw new InvalidOperationException("Nothing is to be opened.");
    }
}
