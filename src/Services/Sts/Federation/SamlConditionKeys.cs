using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Federation.Saml;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Sts.Federation;

/// <summary>The condition keys that tell what an assertion says ("Available keys for SAML-based AWS STS federation").</summary>
internal static class SamlConditionKeys
{
    private const string NameFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
    private const string Unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
    private const string EduPerson = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";
    private const string EduOrg = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
    private const string X500 = "urn:oid:2.5.4.";
    private const string Cosine = "urn:oid:0.9.2342.19200300.100.1.";
    private const string Claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    // The attributes that have a key, by their names; whether the key may have many values is from the service authorization reference.
    private static readonly FrozenDictionary<string, (string Key, bool IsMultivalued)> Attributes = new Dictionary<string, (string, bool)>
    {
        [EduPerson + "1"] = ("saml:edupersonaffiliation", true),
        [EduPerson + "2"] = ("saml:edupersonnickname", true),
        [EduPerson + "3"] = ("saml:edupersonorgdn", false),
        [EduPerson + "4"] = ("saml:edupersonorgunitdn", true),
        [EduPerson + "5"] = ("saml:edupersonprimaryaffiliation", false),
        [EduPerson + "6"] = ("saml:edupersonprincipalname", false),
        [EduPerson + "7"] = ("saml:edupersonentitlement", true),
        [EduPerson + "8"] = ("saml:edupersonprimaryorgunitdn", false),
        [EduPerson + "9"] = ("saml:edupersonscopedaffiliation", true),
        [EduPerson + "10"] = ("saml:edupersontargetedid", true),
        [EduPerson + "11"] = ("saml:edupersonassurance", true),
        [EduOrg + "2"] = ("saml:eduorghomepageuri", true),
        [EduOrg + "3"] = ("saml:eduorgidentityauthnpolicyuri", true),
        [EduOrg + "4"] = ("saml:eduorglegalname", true),
        [EduOrg + "5"] = ("saml:eduorgsuperioruri", true),
        [EduOrg + "6"] = ("saml:eduorgwhitepagesuri", true),
        [X500 + "3"] = ("saml:cn", true),
        [X500 + "4"] = ("saml:surname", false),
        [X500 + "42"] = ("saml:givenName", false),
        [X500 + "45"] = ("saml:x500UniqueIdentifier", false),
        [Cosine + "1"] = ("saml:uid", false),
        [Cosine + "3"] = ("saml:mail", false),
        [Cosine + "45"] = ("saml:organizationStatus", false),
        [Claims + "name"] = ("saml:name", false),
        [Claims + "givenname"] = ("saml:givenName", false),
        [Claims + "surname"] = ("saml:surname", false),
        [Claims + "emailaddress"] = ("saml:mail", false),
        ["http://schemas.xmlsoap.org/claims/CommonName"] = ("saml:commonName", false),
        ["http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid"] = ("saml:primaryGroupSID", false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of the subject's kind: what AWS leaves of its format.</summary>
    public static string SubjectTypeOf(SamlAssertion assertion)
        => (assertion.SubjectFormat ?? Unspecified) is var format && format.StartsWith(NameFormat, StringComparison.Ordinal)
            ? format[NameFormat.Length..]
            : format;

    /// <summary>What tells the subjects of one provider from those of another.</summary>
    /// <remarks>"BASE64 ( SHA1 ( issuer + account ID + '/' + the friendly name of the SAML provider ) )".</remarks>
    public static string NameQualifierOf(SamlAssertion assertion, SamlProviderFacts provider)
    {
#pragma warning disable CA5350 // AWS defines the qualifier so; nothing is protected by it.
        var digest = SHA1.HashData(Encoding.UTF8.GetBytes($"{assertion.Issuer}{provider.Account}/{provider.Name}"));
#pragma warning restore CA5350
        return Convert.ToBase64String(digest);
    }

    /// <summary>The keys that stay with the session.</summary>
    public static IReadOnlyDictionary<string, string> OfSession(SamlAssertion assertion, SamlProviderFacts provider)
        => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["saml:namequalifier"] = NameQualifierOf(assertion, provider),
            ["saml:sub"] = assertion.Subject,
            ["saml:sub_type"] = SubjectTypeOf(assertion),
        };

    /// <summary>All keys of the request.</summary>
    public static IReadOnlyList<ConditionKey> Of(SamlAssertion assertion, SamlProviderFacts provider)
    {
        List<ConditionKey> keys =
        [
            .. OfSession(assertion, provider).Select(key => new ConditionKey(key.Key, key.Value)),
            new("saml:aud", assertion.Recipient),
            new("saml:iss", assertion.Issuer),
            new("saml:doc", $"{provider.Account}/{provider.Name}"),
        ];
        var named = assertion.Attributes
            .Where(attribute => attribute.Values.Count > 0 && Attributes.ContainsKey(attribute.Name))
            .GroupBy(attribute => Attributes[attribute.Name], attribute => attribute.Values);
        foreach (var values in named)
        {
            string[] all = [.. values.SelectMany(value => value)];
            keys.Add(values.Key.IsMultivalued ? new(values.Key.Key, all, IsMultivalued: true) : new(values.Key.Key, all[0]));
        }

        return keys;
    }
}
