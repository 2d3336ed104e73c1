using System.Text;
using CsCheck;
using Holdfast.Federation;
using Holdfast.Federation.Saml;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Sts.Federation;

/// <summary>What an attacker does with responses that a provider signed: none of it may say more than the provider said.</summary>
public sealed class SamlAttackTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SamlIdentityProvider _idp = SamlIdentityProvider.WithRsa();

    public void Dispose() => _idp.Dispose();

    [Fact]
    public void What_the_provider_signed_is_taken() => Assert.Equal("alice@example.com", Verify(SignedResponse()).Subject);

    [Fact]
    public void An_unsigned_assertion_is_refused()
        => Refuses(SamlIdentityProvider.Response(_idp.Assertion(Statement())), "Response signature invalid");

    [Fact]
    public void A_changed_assertion_is_refused()
        => Refuses(SignedResponse().Replace("alice@example.com", "admin@example.com", StringComparison.Ordinal), "Response signature invalid");

    [Fact]
    public void A_signature_of_somebody_else_is_refused_even_with_their_certificate_beside_it()
    {
        using var other = SamlIdentityProvider.WithRsa();
        var signed = other.Sign(other.Assertion(Statement())).Replace(
            "</ds:SignatureValue>",
            $"</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(other.Certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
            StringComparison.Ordinal);

        Refuses(SamlIdentityProvider.Response(signed), "Response signature invalid");
    }

    // The known ways of wrapping: the evil assertion before, after or around the signed one, or the signed one in the signature's Object.
    [Theory]
    [InlineData("EVIL SIGNED")]
    [InlineData("SIGNED EVIL")]
    [InlineData("<samlp:Extensions>SIGNED</samlp:Extensions>EVIL")]
    [InlineData("<saml:Advice>SIGNED</saml:Advice>EVIL")]
    public void A_second_assertion_is_refused(string layout)
        => Refuses(SamlIdentityProvider.Response(layout.Replace("SIGNED", Signed(), StringComparison.Ordinal).Replace("EVIL", Evil("_evil"), StringComparison.Ordinal)));

    [Fact]
    public void A_signature_moved_to_another_assertion_with_the_signed_one_in_its_object_is_refused()
    {
        var signed = Signed();
        var start = signed.IndexOf("<ds:Signature ", StringComparison.Ordinal);
        var end = signed.IndexOf("</ds:Signature>", StringComparison.Ordinal);
        var original = signed.Remove(start, end + "</ds:Signature>".Length - start);
        var signature = $"{signed[start..end]}<ds:Object>{original}</ds:Object></ds:Signature>";
        var evil = Evil("_evil").Replace("</saml:Issuer>", "</saml:Issuer>" + signature, StringComparison.Ordinal);

        Refuses(SamlIdentityProvider.Response(evil));
    }

    [Fact]
    public void A_second_element_of_the_signed_id_is_refused()
        => Refuses(SamlIdentityProvider.Response($"<x ID=\"_assertion\"/>{Signed()}"), "Could not parse SAML response");

    [Fact]
    public void A_signature_over_another_element_is_refused()
        => Refuses(SamlIdentityProvider.Response(Signed().Replace("URI=\"#_assertion\"", "URI=\"#_response\"", StringComparison.Ordinal)), "Response signature invalid");

    [Fact]
    public void A_comment_does_not_cut_a_name_short()
    {
        var statement = Statement() with { Subject = "admin@example.com.evil.example" };
        var signed = SamlIdentityProvider.Response(_idp.Sign(_idp.Assertion(statement)))
            .Replace("admin@example.com.evil", "admin@example.com<!-- -->.evil", StringComparison.Ordinal);

        Assert.Equal("admin@example.com.evil.example", Verify(signed).Subject);
    }

    [Theory]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>""")]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>true()</ds:XPath></ds:Transform>""")]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>""")]
    public void Other_transforms_are_refused(string transforms)
        => Refuses(SamlIdentityProvider.Response(_idp.Sign(_idp.Assertion(Statement()), transforms)), "Response signature invalid");

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [InlineData("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1")]
    public void Weak_algorithms_are_refused(string algorithm, string weak)
        => Refuses(SignedResponse().Replace(algorithm, weak, StringComparison.Ordinal), "Response signature invalid");

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<!DOCTYPE a [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>")]
    public void A_document_type_is_refused(string declaration) => Refuses(declaration + SignedResponse(), "Could not parse SAML response");

    [Fact]
    public void Depth_and_number_of_elements_are_bounded()
    {
        Refuses(SamlIdentityProvider.Response(string.Concat(Enumerable.Repeat("<x>", 2_000)) + string.Concat(Enumerable.Repeat("</x>", 2_000))));
        Refuses(SamlIdentityProvider.Response(string.Concat(Enumerable.Repeat("<x/>", 10_000))));
    }

    [Fact]
    public void Truncated_and_flipped_responses_are_refused_without_another_fault()
    {
        var whole = SamlIdentityProvider.Encode(SignedResponse());
        Gen.Select(Gen.Int[0, whole.Length - 2], Gen.Bool).Sample(
            (position, cut) =>
            {
                var bytes = Encoding.ASCII.GetBytes(whole);
                bytes[position] = bytes[position] == 'A' ? (byte)'B' : (byte)'A';
                Attempt(cut ? whole[..position] : Encoding.ASCII.GetString(bytes));
            },
            iter: 300);
        Gen.Byte.Array[0, 200].Sample(bytes => Attempt(Convert.ToBase64String(bytes)), iter: 500);
        Gen.String.Sample(Attempt, iter: 500);
    }

    // Flipping a character may leave what counts as it was; it may never change who is spoken of.
    private void Attempt(string encoded)
    {
        try
        {
            Assert.Equal("alice@example.com", SamlResponse.Verify(encoded, Trust(), Now).Subject);
        }
        catch (TokenRefusedException)
        {
            // As it should be.
        }
    }

    private string Signed() => _idp.Sign(_idp.Assertion(Statement()));

    private string SignedResponse() => SamlIdentityProvider.Response(Signed());

    private string Evil(string id) => _idp.Assertion(Statement() with { Id = id, Subject = "admin@example.com" });

    private static SamlStatement Statement() => new() { IssuedAt = Now };

    private SamlTrust Trust() => new()
    {
        EntityId = _idp.EntityId,
        Certificates = [Convert.ToBase64String(_idp.Certificate.RawData)],
        IsAudience = audience => audience == "https://signin.aws.amazon.com/saml",
        IsRecipient = recipient => recipient == "https://signin.aws.amazon.com/saml",
    };

    private SamlAssertion Verify(string xml) => SamlResponse.Verify(SamlIdentityProvider.Encode(xml), Trust(), Now);

    private void Refuses(string xml, string? message = null)
    {
        var error = Assert.Throws<TokenRefusedException>(() => Verify(xml));
        Assert.Equal(message ?? error.Message, error.Message);
    }
}
