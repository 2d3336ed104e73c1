using Holdfast.Services.CloudTrail.Tags;

namespace Holdfast.Services.Tests.CloudTrail.Tags;

public sealed class RemoveTagsTests : TrailTests
{
    [Fact]
    public async Task Removes_tags_by_key_and_by_value_where_one_is_given()
    {
        await GivenTrailAsync(request => request with { TagsList = [new() { Key = "a", Value = "1" }, new() { Key = "b", Value = "2" }, new() { Key = "c", Value = "3" }] });

        await World.CallAsync(new RemoveTags(), new() { ResourceId = ArnOf(), TagsList = [new() { Key = "a" }, new() { Key = "b", Value = "other" }, new() { Key = "c", Value = "3" }] });

        Assert.Equal(["b"], (await TrailAsync())!.Tags.Keys);
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there()
        => await RefusedAsync("ResourceNotFoundException", () => World.CallAsync(new RemoveTags(), new() { ResourceId = ArnOf(), TagsList = [] }));
}
