namespace Holdfast.Services.Tests.Iam;

/// <summary>Users, groups and roles hold policies alike: what is asked of all three is asked here, and each operation's own tests say how it is called.</summary>
/// <param name="kind">What the holder is called in messages and ARNs: user, group or role.</param>
/// <param name="name">The name of the holder that the tests speak of, in lower case.</param>
public abstract class PolicyHolderTests(string kind, string name) : IamTests
{
    /// <summary>What the holder is called.</summary>
    protected string Kind { get; } = kind;

    /// <summary>The holder's name.</summary>
    protected string Name { get; } = name;

    /// <summary>What is answered where there is no holder of the name <c>none</c>.</summary>
    protected string Unknown => $"The {Kind} with name none cannot be found.";

    /// <summary>Puts a holder in place and gives its unique id.</summary>
    protected string GivenHolder(string? other = null) => Kind switch
    {
        "user" => GivenUser(other ?? Name).Id,
        "group" => GivenGroup(other ?? Name).Id,
        _ => GivenRole(other ?? Name).Id,
    };
}
