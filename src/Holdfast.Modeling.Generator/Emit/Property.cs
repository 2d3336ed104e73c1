using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Emit;

/// <summary>A member of a structure as a C# property.</summary>
/// <param name="Member">The member.</param>
/// <param name="Ordinal">Its position in the model.</param>
/// <param name="Name">The name of the property.</param>
/// <param name="Type">The type, without a question mark.</param>
/// <param name="IsValueType">Whether the type is a value type.</param>
internal sealed record Property(MemberSpec Member, int Ordinal, string Name, string Type, bool IsValueType)
{
    /// <summary>Whether a nullable field stands behind the property, so that a request without the member can be told from one with zero.</summary>
    public bool HasField => Member.IsRequired && IsValueType;

    /// <summary>The local that holds the value while it is read.</summary>
    public string Local => $"m{Ordinal}";

    /// <summary>What is null when the member is not set.</summary>
    public string Source => HasField ? $"_{Local}" : Name;
}
