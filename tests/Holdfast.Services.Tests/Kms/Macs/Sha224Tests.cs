using System.Text;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Macs;

namespace Holdfast.Services.Tests.Kms.Macs;

/// <summary>The vectors of NIST for SHA-224 (FIPS 180 examples) and of RFC 4231 for the HMACs.</summary>
public sealed class Sha224Tests
{
    [Theory]
    [InlineData("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    [InlineData("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    public void Hashes_as_nist_says(string text, string digest)
        => Assert.Equal(digest, Convert.ToHexStringLower(Sha224.HashData(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Hashes_a_million_letters()
        => Assert.Equal("20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67", Convert.ToHexStringLower(Sha224.HashData(Encoding.ASCII.GetBytes(new string('a', 1_000_000)))));

    [Theory]
    [InlineData(MacAlgorithmSpec.HmacSha224, "4a656665", "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22")]
    [InlineData(MacAlgorithmSpec.HmacSha256, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    public void Authenticates_as_the_rfc_says(string algorithm, string first, string second)
    {
        var key = Enumerable.Repeat((byte)0x0b, 20).ToArray();
        if (algorithm == MacAlgorithmSpec.HmacSha256)
        {
            Assert.Equal(first, Of(key, "Hi There"));
            Assert.Equal(second, Of("Jefe"u8.ToArray(), "what do ya want for nothing?"));
            return;
        }

        Assert.Equal(second, Of(key, "Hi There"));
        Assert.Equal("a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44", Of(Convert.FromHexString(first), "what do ya want for nothing?"));
        Assert.Equal(
            "95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e",
            Of(Enumerable.Repeat((byte)0xaa, 131).ToArray(), "Test Using Larger Than Block-Size Key - Hash Key First"));

        string Of(byte[] secret, string message)
            => Convert.ToHexStringLower(Holdfast.Services.Kms.Macs.MacMaker.Of(secret, Encoding.ASCII.GetBytes(message), algorithm));
    }
}
