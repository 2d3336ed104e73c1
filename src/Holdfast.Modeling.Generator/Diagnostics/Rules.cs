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

    public static readonly DiagnosticDescriptor UnlistedAction = Rule(
        "HFD006", "Every operation's action is known", "'{0}' needs the action '{1}', which {2} does not list: name the right 'action' in the overlay, or say there why it is 'unlisted'");

    public static readonly DiagnosticDescriptor NeedlessException = Rule(
        "HFD007", "Only what is not listed is excepted", "The overlay says why '{1}', the action of '{0}', is unlisted, but {2} lists it");

    public static DiagnosticDescriptor ById(string id) => id == BadOverlay.Id ? BadOverlay : BadModel;

    private static DiagnosticDescriptor Rule(string id, string title, string message)
        => new(id, title, message, "Holdfast.Modeling", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
