using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Holdfast.Modeling.Generator.Specs;

/// <summary>A class that implements <c>IOperation</c>, as values: nothing of the compilation is kept alive.</summary>
/// <param name="Type">The class with its namespaces.</param>
/// <param name="Request">The simple name of the request type, which names the operation.</param>
/// <param name="Response">The simple name of the response type.</param>
/// <param name="Dependencies">The types of the constructor's parameters.</param>
internal sealed record HandlerSpec(string Type, string Request, string Response, EquatableArray<string> Dependencies)
{
    private const string Suffix = "Request";

    /// <summary>The operation that the request type names; empty when it does not end as requests do.</summary>
    public string Operation
        => Request.EndsWith(Suffix, StringComparison.Ordinal) ? Request.Substring(0, Request.Length - Suffix.Length) : "";
}

/// <summary>Where a handler stands; kept apart, so that moving it within its file regenerates nothing.</summary>
internal sealed record PlaceSpec(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static PlaceSpec Of(SyntaxToken token)
    {
        var location = token.GetLocation();
        return new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}

/// <summary>A handler and its place.</summary>
internal sealed record PlacedHandlerSpec(HandlerSpec Handler, PlaceSpec Place);
