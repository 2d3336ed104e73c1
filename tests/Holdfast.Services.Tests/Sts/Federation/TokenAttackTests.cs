using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Holdfast.Federation.Tokens;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Sts.Federation;

/// <summary>What an attacker does with tokens: none is taken that the issuer did not sign as it stands.</summary>
public sealed class TokenAttackTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TokenIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public void What_the_issuer_signed_is_taken() => Assert.True(IsTaken(_issuer.Sign(_issuer.Claims(Now))));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    public void A_token_without_a_signature_is_refused(string algorithm)
    {
        var unsigned = $"{TokenIssuer.Encode(new() { ["alg"] = algorithm })}.{TokenIssuer.Encode(_issuer.Claims(Now))}.";

        Assert.False(IsTaken(unsigned));
        Assert.False(IsTaken(unsigned + "AAAA"));
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public void The_public_key_is_no_shared_secret(string algorithm)
    {
        var signed = $"{TokenIssuer.Encode(new() { ["alg"] = algorithm, ["kid"] = "rsa" })}.{TokenIssuer.Encode(_issuer.Claims(Now))}";
        var signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes(_issuer.PublicPem), Encoding.ASCII.GetBytes(signed));

        Assert.False(IsTaken($"{signed}.{Base64Url.EncodeToString(signature)}"));
    }

    [Fact]
    public void A_symmetric_key_among_the_public_ones_verifies_nothing()
    {
        var keys = JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes("""{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"rsa"},{"kty":"RSA","use":"enc","n":"AQAB","e":"AQAB"},7,null]}"""));

        Assert.Empty(keys!.Keys);
    }

    [Fact]
    public void Changed_claims_are_refused()
    {
        var parts = _issuer.Sign(_issuer.Claims(Now)).Split('.');
        var claims = _issuer.Claims(Now);
        claims["sub"] = "admin";

        Assert.False(IsTaken($"{parts[0]}.{TokenIssuer.Encode(claims)}.{parts[2]}"));
    }

    [Fact]
    public void A_key_of_another_algorithm_is_not_used()
    {
        Assert.False(IsTaken(_issuer.Sign(_issuer.Claims(Now), "ES256", keyId: "p384")));
        Assert.False(IsTaken(_issuer.Sign(_issuer.Claims(Now), "RS256", keyId: "p256")));
        var keys = JsonNode.Parse(_issuer.KeySet())!;
        keys["keys"]![0]!["alg"] = "PS256";
        Assert.False(JsonWebKeySet.TryParse(Encoding.UTF8.GetBytes(keys.ToJsonString()))!.Verify(JsonWebToken.TryRead(_issuer.Sign(_issuer.Claims(Now)))!));
    }

    [Fact]
    public void A_header_that_demands_what_is_not_known_is_refused()
    {
        var header = TokenIssuer.Encode(new() { ["alg"] = "RS256", ["kid"] = "rsa", ["crit"] = new JsonArray("b64"), ["b64"] = false });

        Assert.Null(JsonWebToken.TryRead($"{header}.{TokenIssuer.Encode(_issuer.Claims(Now))}.AAAA"));
    }

    [Fact]
    public void A_claim_that_comes_twice_is_refused()
    {
        var claims = Base64Url.EncodeToString("""{"sub":"admin","sub":"user"}"""u8);

        Assert.Null(JsonWebToken.TryRead($"{TokenIssuer.Encode(new() { ["alg"] = "RS256" })}.{claims}.AAAA"));
    }

    [Fact]
    public void Truncated_flipped_and_random_tokens_are_refused_without_another_fault()
    {
        var whole = _issuer.Sign(_issuer.Claims(Now), "ES256");
        var keys = JsonWebKeySet.TryParse(_issuer.KeySet())!;
        Gen.Int[0, whole.Length - 1].Sample(
            position =>
            {
                Assert.Null(TakenOf(whole[..position], keys));

                // The last character of base 64 holds bits that count for nothing: only what is read as something else must be refused.
                var flipped = $"{whole[..position]}{(whole[position] == 'A' ? 'Z' : 'A')}{whole[(position + 1)..]}";
                Assert.True(TakenOf(flipped, keys) is null or "user-1234567890");
            },
            iter: 300);
        Gen.String.Sample(text => Assert.Null(TakenOf(text, keys)), iter: 500);
        Gen.Byte.Array[0, 100].Sample(
            bytes => Assert.Null(TakenOf($"{Base64Url.EncodeToString(bytes)}.{Base64Url.EncodeToString(bytes)}.AAAA", keys)), iter: 500);
        Gen.Byte.Array[0, 100].Sample(bytes => _ = JsonWebKeySet.TryParse(bytes), iter: 500);
    }

    private bool IsTaken(string token) => TakenOf(token, JsonWebKeySet.TryParse(_issuer.KeySet())!) is not null;

    private static string? TakenOf(string text, JsonWebKeySet keys)
        => JsonWebToken.TryRead(text) is { } token && keys.Verify(token) ? token.Text("sub") : null;
}
