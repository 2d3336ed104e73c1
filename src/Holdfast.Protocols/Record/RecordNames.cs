using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Record;

/// <summary>The names of members in records: the model's with a small first letter, which makes <c>sSHPublicKeyId</c> of an acronym.</summary>
internal static class RecordNames
{
    /// <summary>Gives the name of a member.</summary>
    public static string Of(Member member, bool isEc2)
        => member.RecordName ??= Make(isEc2 ? member.WireName : member.Name);

    private static string Make(string name)
        => name switch
        {
            // CloudTrail keeps clear of what is a word of its own language.
            "Return" or "return" => "_return",
            _ => char.ToLowerInvariant(name[0]) + name[1..],
        };
}
