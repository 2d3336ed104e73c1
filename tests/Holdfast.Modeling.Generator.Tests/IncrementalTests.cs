using Microsoft.CodeAnalysis;

namespace Holdfast.Modeling.Generator.Tests;

public sealed class IncrementalTests
{
    private readonly GeneratorRun _run = new GeneratorRun(emitAll: false, "Obstacle", "Plain")
        .With("GetThing.cs", HandlerTests.Handler("GetThing"))
        .With("Unrelated.cs", "class Unrelated;");

    [Fact]
    public void An_unrelated_edit_regenerates_nothing()
    {
        _run.Run();

        var outcome = _run.With("Unrelated.cs", "class Unrelated { int _more; }").Run();

        Assert.Equal([IncrementalStepRunReason.Cached], outcome.Reasons(ServiceGenerator.ModelStep).Distinct());
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, outcome.Reasons(ServiceGenerator.ServiceStep));
        Assert.Equal([IncrementalStepRunReason.Cached], outcome.OutputReasons.Distinct());
    }

    [Fact]
    public void An_edit_inside_a_handler_regenerates_nothing()
    {
        _run.Run();

        var edited = "// A line more.\n" + HandlerTests.Handler("GetThing").Replace("Target.Any", "Target.NoPermissionNeeded", StringComparison.Ordinal);
        var outcome = _run.With("GetThing.cs", edited).Run();

        Assert.DoesNotContain(IncrementalStepRunReason.Modified, outcome.Reasons(ServiceGenerator.ServiceStep));
        Assert.DoesNotContain(IncrementalStepRunReason.New, outcome.OutputReasons);
    }

    [Fact]
    public void An_edited_model_regenerates_its_service_alone()
    {
        _run.Run();

        var outcome = _run.WithModel("plain.json", text => text.Replace("\"min\": 1", "\"min\": 2", StringComparison.Ordinal)).Run();

        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            outcome.Reasons(ServiceGenerator.ServiceStep).Select(Simplify).Order());
    }

    [Fact]
    public void An_edited_overlay_regenerates_its_service_alone()
    {
        _run.Run();

        var outcome = _run
            .WithModel("obstacle-course.overlay.json", text => text.Replace("course:Ascend", "course:Rise", StringComparison.Ordinal))
            .Run();

        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            outcome.Reasons(ServiceGenerator.ServiceStep).Select(Simplify).Order());
    }

    [Fact]
    public void A_new_handler_regenerates_the_service_it_belongs_to_alone()
    {
        _run.Run();

        var outcome = _run.With("PutThing.cs", HandlerTests.Handler("PutThing")).Run();

        Assert.Empty(outcome.CompilerErrors);
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            outcome.Reasons(ServiceGenerator.ServiceStep).Select(Simplify).Order());
    }

    /// <summary>A step that was not run and one that ran to the same value are both no work for what comes after.</summary>
    private static IncrementalStepRunReason Simplify(IncrementalStepRunReason reason)
        => reason == IncrementalStepRunReason.Cached ? IncrementalStepRunReason.Unchanged : reason;
}
