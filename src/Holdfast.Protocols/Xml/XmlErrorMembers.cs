using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Xml;

/// <summary>Writes what an error says beside its code and message.</summary>
internal static class XmlErrorMembers
{
    /// <summary>Writes the details and the modeled members.</summary>
    public static void Write(ErrorFacts error, XmlBodyWriter xml)
    {
        foreach (var (name, value) in error.Details)
        {
            xml.Element(name, value);
        }

        if (error.Members is { } members)
        {
            members.WriteMembers(new WithoutMessage(xml));
        }
    }
}
