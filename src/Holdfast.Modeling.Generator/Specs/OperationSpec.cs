namespace Holdfast.Modeling.Generator.Specs;

/// <summary>One operation of a model; <see cref="Row"/> is all that the shipped file holds of it while it is not implemented.</summary>
internal sealed record OperationSpec
{
    public string Name { get; init; } = "";

    public string? Input { get; init; }

    public string? Output { get; init; }

    public EquatableArray<string> Errors { get; init; }

    /// <summary>The action that callers need, with its prefix.</summary>
    public string Action { get; init; } = "";

    /// <summary>Whether the overlay says why the service authorization facts do not list the action.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>The line of the operation in the generated table: its name, then what differs from the defaults.</summary>
    public string Row { get; init; } = "";
}
