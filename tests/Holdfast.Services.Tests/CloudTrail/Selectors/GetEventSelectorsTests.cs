using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Selectors;

namespace Holdfast.Services.Tests.CloudTrail.Selectors;

public sealed class GetEventSelectorsTests : TrailTests
{
    [Fact]
    public async Task Tells_the_default_of_a_trail_that_was_told_nothing()
    {
        await GivenTrailAsync();

        var response = await World.CallAsync(new GetEventSelectors(), new() { TrailName = Name });

        var selector = Assert.Single(response.EventSelectors!);
        Assert.Equal(("All", true), (selector.ReadWriteType, selector.IncludeManagementEvents));
        Assert.Null(response.AdvancedEventSelectors);
        Assert.Equal(ArnOf(), response.TrailARN);
    }

    [Fact]
    public async Task Tells_advanced_selectors_alone_when_there_are_any()
    {
        await GivenTrailAsync();
        AdvancedEventSelectorShape selector = new() { Name = "calls", FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["Management"] }] };
        await World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, AdvancedEventSelectors = [selector] });

        var response = await World.CallAsync(new GetEventSelectors(), new() { TrailName = Name });

        Assert.Null(response.EventSelectors);
        Assert.Equal("calls", Assert.Single(response.AdvancedEventSelectors!).Name);
        Assert.Equal(["Management"], response.AdvancedEventSelectors![0].FieldSelectors[0].EqualsMember!);
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there()
        => await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new GetEventSelectors(), new() { TrailName = Name }));
}
