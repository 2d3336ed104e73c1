using Holdfast.Testing;

namespace Holdfast.Modeling.Generator.Tests;

public sealed class ObstacleCourseTests
{
    [Fact]
    public void The_obstacle_course_compiles_and_reads_as_it_always_did()
    {
        var outcome = new GeneratorRun(emitAll: true, "Obstacle").Run();

        Assert.Empty(outcome.Reports);
        Assert.Empty(outcome.CompilerErrors);
        Snapshot.Match(outcome.Source, typeof(ObstacleCourseTests));
    }

    [Fact]
    public void What_is_not_implemented_leaves_nothing_but_its_name()
    {
        var outcome = new GeneratorRun(emitAll: false, "Obstacle").Run();

        Assert.Empty(outcome.CompilerErrors);
        Assert.Contains("\nClimb method=PUT", outcome.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed record", outcome.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception(", outcome.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("new(\"Tree\"", outcome.Source, StringComparison.Ordinal);
    }
}
