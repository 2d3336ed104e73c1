namespace Holdfast.Modeling.Generator.Tests;

public sealed class AuthorizationTests
{
    [Fact]
    public void A_handler_whose_action_the_facts_do_not_list_is_reported_where_it_stands()
    {
        var outcome = Handling("GetThing").WithModel("plain.authorization.json", text => text.Replace("\"GetThing\"", "\"SeeThing\"", StringComparison.Ordinal)).Run();

        Assert.Equal(
            ["HFD006: 'global::Course.Things.GetThing' needs the action 'plain:GetThing', which plain.authorization.json does not list: "
                + "name the right 'action' in the overlay, or say there why it is 'unlisted'"],
            outcome.Reports);
        Assert.Equal("GetThing.cs", outcome.Result.Diagnostics.Single().Location.GetLineSpan().Path);
    }

    [Fact]
    public void A_model_without_facts_lets_no_handler_through()
    {
        var outcome = new GeneratorRun(emitAll: false, "Obstacle").With("Nothing.cs", HandlerTests.Handler("Nothing")).Run();

        Assert.StartsWith("HFD006: 'global::Course.Things.Nothing' needs the action 'course:Nothing'", Assert.Single(outcome.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_names_an_action_of_the_facts_is_judged_by_it()
    {
        var outcome = Handling("GetThing")
            .WithModel("plain.authorization.json", text => text.Replace("\"GetThing\"", "\"SeeThing\"", StringComparison.Ordinal))
            .WithModel("plain.json", text => text.Replace("\"GetThing\": {", "\"GetThing\": {\"action\": \"plain:SeeThing\", ", StringComparison.Ordinal))
            .Run();

        Assert.Empty(outcome.Reports);
    }

    [Fact]
    public void A_reason_excepts_an_operation_whose_action_is_not_listed()
    {
        var outcome = Excepted("the reference forgot it")
            .WithModel("plain.authorization.json", text => text.Replace("\"GetThing\"", "\"SeeThing\"", StringComparison.Ordinal))
            .Run();

        Assert.Empty(outcome.Reports);
    }

    [Fact]
    public void An_exception_without_a_reason_excepts_nothing()
    {
        var outcome = Excepted(" ")
            .WithModel("plain.authorization.json", text => text.Replace("\"GetThing\"", "\"SeeThing\"", StringComparison.Ordinal))
            .Run();

        Assert.StartsWith("HFD006", Assert.Single(outcome.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_the_facts_have_made_needless_is_reported()
        => Assert.Equal(
            ["HFD007: The overlay says why 'plain:GetThing', the action of 'global::Course.Things.GetThing', is unlisted, but plain.authorization.json lists it"],
            Excepted("the reference forgot it").Run().Reports);

    [Fact]
    public void Facts_that_are_not_json_are_reported()
        => Assert.Equal(["HFD003: line 1: unexpected end"], new GeneratorRun(emitAll: false, "Plain").WithModel("plain.authorization.json", _ => "").Run().Reports);

    [Fact]
    public void Edited_facts_regenerate_nothing()
    {
        var run = Handling("GetThing");
        run.Run();

        var outcome = run.WithModel("plain.authorization.json", text => text.Replace("\"Write\"", "\"Tagging\"", StringComparison.Ordinal)).Run();

        Assert.DoesNotContain(Microsoft.CodeAnalysis.IncrementalStepRunReason.Modified, outcome.Reasons(ServiceGenerator.ServiceStep));
        Assert.DoesNotContain(Microsoft.CodeAnalysis.IncrementalStepRunReason.Modified, outcome.OutputReasons);
    }

    private static GeneratorRun Handling(string operation)
        => new GeneratorRun(emitAll: false, "Plain").With(operation + ".cs", HandlerTests.Handler(operation));

    // What an overlay says arrives merged into the model, so the model may as well say it.
    private static GeneratorRun Excepted(string reason)
        => Handling("GetThing").WithModel(
            "plain.json", text => text.Replace("\"GetThing\": {", $"\"GetThing\": {{\"unlisted\": \"{reason}\", ", StringComparison.Ordinal));
}
