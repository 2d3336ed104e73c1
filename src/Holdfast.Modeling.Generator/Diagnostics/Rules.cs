using Microsoft.CodeAnalysis;

namespace Holdfast.Modeling.Generator.Diagnostics;

/// <summary>What the generator reports.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor UnknownRequest = Rule(
        "HFD001", "No model has an operation of this name", "'{0}' handles '{1}', but no model of this project has such an operation");

    public static readonly DiagnosticDescriptor TwoHandlers = Rule(
        "HFD002", "An operation has one handler", "'{0}' handles '{1}', which '{2}' handles already");

    public static readonly DiagnosticDescriptor BadModel = Rule(
        "HFD003", "The model file cannot be read", "{0}");

    public static readonly DiagnosticDescriptor BadOverlay = Rule(
        "HFD004", "The overlay does not fit the model", "{0}");

    public static readonly DiagnosticDescriptor WrongResponse = Rule(
        "HFD005", "Request and response belong to one operation", "'{0}' answers '{1}' with '{2}'; '{3}' belongs to it");

    public static DiagnosticDescriptor ById(string id) => id == BadOverlay.Id ? BadOverlay : BadModel;

    private static DiagnosticDescriptor Rule(string id, string title, string message)
        => new(id, title, message, "Holdfast.Modeling", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
