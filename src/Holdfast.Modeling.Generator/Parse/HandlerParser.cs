using Holdfast.Modeling.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Finds the classes that implement <c>Holdfast.Kernel.IOperation</c>.</summary>
internal static class HandlerParser
{
    private const string Interface = "IOperation";

    /// <summary>Sees by syntax alone whether a node may be a handler.</summary>
    public static bool IsCandidate(SyntaxNode node)
        => node is ClassDeclarationSyntax { BaseList: { } bases }
            && bases.Types.Any(static type => GenericNameOf(type.Type) is { Identifier.ValueText: Interface, Arity: 2 });

    public static PlacedHandlerSpec? Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol { IsAbstract: false } type)
        {
            return null;
        }

        var contract = type.Interfaces.FirstOrDefault(static implemented =>
            implemented is { Name: Interface, Arity: 2, ContainingNamespace: { Name: "Kernel", ContainingNamespace.Name: "Holdfast" } });
        if (contract is null)
        {
            return null;
        }

        // The request and response do not exist while this runs, this generator makes them; their names are enough.
        var handler = new HandlerSpec(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            contract.TypeArguments[0].Name,
            contract.TypeArguments[1].Name,
            DependenciesOf(type));
        return new(handler, PlaceSpec.Of(declaration.Identifier));
    }

    private static EquatableArray<string> DependenciesOf(INamedTypeSymbol type)
        => type.InstanceConstructors
            .OrderByDescending(static constructor => constructor.Parameters.Length)
            .Select(static constructor => constructor.Parameters
                .Select(static parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
                .ToEquatable())
            .FirstOrDefault();

    private static GenericNameSyntax? GenericNameOf(TypeSyntax type) => type switch
    {
        GenericNameSyntax name => name,
        QualifiedNameSyntax { Right: GenericNameSyntax name } => name,
        _ => null,
    };
}
