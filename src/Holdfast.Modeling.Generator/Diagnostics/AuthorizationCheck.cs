using System.Collections.Immutable;
using Holdfast.Modeling.Generator.Parse;
using Holdfast.Modeling.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace Holdfast.Modeling.Generator.Diagnostics;

/// <summary>Reports the handlers whose action AWS's service authorization reference does not have.</summary>
/// <remarks>
/// A policy names actions as the reference spells them: an operation judged under a name of its own would be out of reach of every policy.
/// </remarks>
internal static class AuthorizationCheck
{
    public static void Report(
        SourceProductionContext output,
        ImmutableArray<PlacedHandlerSpec> handlers,
        ImmutableArray<ActionsSpec> models,
        ImmutableArray<AuthorizationSpec> authorizations,
        OptionsSpec options)
    {
        foreach (var fault in authorizations.SelectMany(static authorization => authorization.Fault))
        {
            output.ReportDiagnostic(Diagnostic.Create(Rules.ById(fault.Id), Location.Create(fault.Path, default, default), fault.Message));
        }

        if (options.EmitAll)
        {
            return;
        }

        var operations = new Dictionary<string, (ActionsSpec Model, OperationActionSpec Operation)>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            foreach (var operation in model.Operations)
            {
                operations[operation.Name] = (model, operation);
            }
        }

        foreach (var placed in handlers.OrderBy(static placed => placed.Handler.Type, StringComparer.Ordinal))
        {
            if (operations.TryGetValue(placed.Handler.Operation, out var found))
            {
                Report(output, placed, found.Model, found.Operation, authorizations);
            }
        }
    }

    private static void Report(
        SourceProductionContext output,
        PlacedHandlerSpec placed,
        ActionsSpec model,
        OperationActionSpec operation,
        ImmutableArray<AuthorizationSpec> authorizations)
    {
        var path = AuthorizationParser.PathFor(model.ModelPath);
        var isListed = authorizations.FirstOrDefault(authorization => authorization.Path == path)?.Actions.Contains(operation.Action) == true;
        var rule = (isListed, operation.IsExcepted) switch
        {
            (false, false) => Rules.UnlistedAction,
            (true, true) => Rules.NeedlessException,
            _ => null,
        };
        if (rule is not null)
        {
            var file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
            output.ReportDiagnostic(Diagnostic.Create(rule, placed.Place.ToLocation(), placed.Handler.Type, operation.Action, file));
        }
    }
}
