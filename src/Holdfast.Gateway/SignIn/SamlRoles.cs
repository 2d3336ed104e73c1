using System.Xml;

namespace Holdfast.Gateway.SignIn;

/// <summary>Reads out of a SAML response which roles it offers, before anything of it is believed: which of them is asked for is checked with the rest, by STS.</summary>
internal static class SamlRoles
{
    private const string AssertionNamespace = "urn:oasis:names:tc:SAML:2.0:assertion";
    private const string RoleAttribute = "https://aws.amazon.com/SAML/Attributes/Role";
    private const int PairsMax = 256;

    /// <summary>Gives the pairs of role and provider; none when the response cannot be read, or is encrypted.</summary>
    public static IReadOnlyList<SamlRole> Of(string response)
    {
        var roles = new List<SamlRole>();
        try
        {
            using var xml = XmlReader.Create(
                new MemoryStream(Convert.FromBase64String(response)),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.ReadToFollowing("Attribute", AssertionNamespace))
            {
                if (xml.GetAttribute("Name") == RoleAttribute)
                {
                    using var attribute = xml.ReadSubtree();
                    ReadValues(attribute, roles);
                }
            }

            return roles;
        }
        catch (Exception unreadable) when (unreadable is FormatException or XmlException)
        {
            return [];
        }
    }

    private static void ReadValues(XmlReader attribute, List<SamlRole> roles)
    {
        attribute.Read();
        while (!attribute.EOF && roles.Count < PairsMax)
        {
            // To read a value leads behind its end, which may be the beginning of the next.
            if (attribute is not { NodeType: XmlNodeType.Element, LocalName: "AttributeValue", NamespaceURI: AssertionNamespace })
            {
                attribute.Read();
            }
            else if (attribute.ReadElementContentAsString().Split(',', StringSplitOptions.TrimEntries) is [var one, var other])
            {
                roles.Add(one.Contains(":saml-provider/", StringComparison.Ordinal) ? new(other, one) : new(one, other));
            }
        }
    }
}

/// <summary>A role that a SAML response offers.</summary>
/// <param name="Role">The ARN of the role.</param>
/// <param name="Provider">The ARN of the provider.</param>
internal readonly record struct SamlRole(string Role, string Provider);
