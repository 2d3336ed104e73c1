using Holdfast.Modeling.Generator.Diagnostics;

namespace Holdfast.Modeling.Generator.Tests;

public sealed class HandlerTests
{
    [Fact]
    public void A_handler_gets_the_shapes_of_its_operation_and_a_binding_with_its_dependencies()
    {
        var outcome = new GeneratorRun(emitAll: false, "Plain")
            .With("GetThing.cs", Handler("GetThing", parameters: "Holdfast.Kernel.ISecretSealer sealer"))
            .Run();

        Assert.Empty(outcome.Reports);
        Assert.Empty(outcome.CompilerErrors);
        Assert.Contains(
            "new global::Course.Things.GetThing(dependencies.Get<global::Holdfast.Kernel.ISecretSealer>())",
            outcome.Source,
            StringComparison.Ordinal);
        Assert.Contains("class NoSuchThingException(string message)", outcome.Source, StringComparison.Ordinal);
        Assert.Contains("QueryErrorCode => \"Plain.NoSuchThing\"", outcome.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("PutThingRequest", outcome.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_no_model_knows_is_reported_where_it_stands()
    {
        var outcome = new GeneratorRun(emitAll: false, "Plain").With("Fly.cs", Handler("Fly")).Run();

        var report = Assert.Single(outcome.Result.Diagnostics);
        Assert.Equal(Rules.UnknownRequest.Id, report.Id);
        Assert.Equal("Fly.cs", report.Location.GetLineSpan().Path);
        Assert.Equal(4, report.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Two_handlers_of_one_operation_are_reported()
    {
        var outcome = new GeneratorRun(emitAll: false, "Plain")
            .With("GetThing.cs", Handler("GetThing"))
            .With("Again.cs", Handler("GetThing").Replace("class GetThing", "class GetThingAgain", StringComparison.Ordinal))
            .Run();

        Assert.Equal(
            ["HFD002: 'global::Course.Things.GetThingAgain' handles 'GetThingRequest', which 'global::Course.Things.GetThing' handles already"],
            outcome.Reports);
    }

    [Fact]
    public void A_handler_that_answers_with_the_response_of_another_operation_is_reported()
    {
        var outcome = new GeneratorRun(emitAll: false, "Plain")
            .With("GetThing.cs", Handler("GetThing").Replace("GetThingResponse", "PutThingResponse", StringComparison.Ordinal))
            .Run();

        Assert.Equal(
            ["HFD005: 'global::Course.Things.GetThing' answers 'GetThingRequest' with 'PutThingResponse'; 'GetThingResponse' belongs to it"],
            outcome.Reports);
    }

    [Fact]
    public void An_interface_of_that_name_elsewhere_is_no_handler()
    {
        var outcome = new GeneratorRun(emitAll: false, "Plain")
            .With("Other.cs", "interface IOperation<A, B>; class NoRequest; class GetThing : IOperation<NoRequest, string>;")
            .Run();

        Assert.Empty(outcome.Reports);
    }

    /// <summary>Writes a handler as a service author does.</summary>
    internal static string Handler(string operation, string parameters = "")
        => $$"""
            using System.Threading;
            using System.Threading.Tasks;
            using Holdfast.Kernel;
            namespace Course.Things;
            internal sealed class {{operation}}({{parameters}}) : IOperation<{{operation}}Request, {{operation}}Response>
            {
                public ValueTask<Target> TargetAsync({{operation}}Request request, Call call, CancellationToken cancellationToken)
                    => new(Target.Any);

                public ValueTask<{{operation}}Response> ExecuteAsync(
                    {{operation}}Request request, Call call, CancellationToken cancellationToken)
                    => new(new {{operation}}Response());
            }
            """;
}
