namespace Holdfast.Modeling.Generator.Specs;

/// <summary>The actions of a model's operations.</summary>
internal sealed record ActionsSpec(string ModelPath, EquatableArray<OperationActionSpec> Operations);

/// <summary>The action of an operation.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Action">The action that callers need, with its prefix.</param>
/// <param name="IsExcepted">Whether the overlay gives a reason why the facts do not list the action.</param>
internal sealed record OperationActionSpec(string Name, string Action, bool IsExcepted);
