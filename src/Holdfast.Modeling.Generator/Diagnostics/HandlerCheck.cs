using System.Collections.Immutable;
using Holdfast.Modeling.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace Holdfast.Modeling.Generator.Diagnostics;

/// <summary>Reports the handlers that cannot be bound.</summary>
internal static class HandlerCheck
{
    public static void Report(
        SourceProductionContext output,
        ImmutableArray<PlacedHandlerSpec> handlers,
        ImmutableArray<EquatableArray<string>> operationsOfModels,
        OptionsSpec options)
    {
        if (options.EmitAll)
        {
            return;
        }

        var operations = new HashSet<string>(operationsOfModels.SelectMany(static names => names), StringComparer.Ordinal);
        var handled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var placed in handlers.OrderBy(static placed => placed.Handler.Type, StringComparer.Ordinal))
        {
            var (handler, place) = (placed.Handler, placed.Place);
            if (!operations.Contains(handler.Operation))
            {
                Add(Rules.UnknownRequest, place, handler.Type, handler.Request);
            }
            else if (handler.Response != handler.Operation + "Response")
            {
                Add(Rules.WrongResponse, place, handler.Type, handler.Request, handler.Response, handler.Operation + "Response");
            }
            else if (handled.TryGetValue(handler.Operation, out var other))
            {
                Add(Rules.TwoHandlers, place, handler.Type, handler.Request, other);
            }
            else
            {
                handled.Add(handler.Operation, handler.Type);
            }
        }

        void Add(DiagnosticDescriptor rule, PlaceSpec place, params object[] arguments)
            => output.ReportDiagnostic(Diagnostic.Create(rule, place.ToLocation(), arguments));
    }
}
