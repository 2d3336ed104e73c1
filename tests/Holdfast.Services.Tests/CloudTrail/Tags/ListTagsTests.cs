using Holdfast.Services.CloudTrail.Tags;

namespace Holdfast.Services.Tests.CloudTrail.Tags;

public sealed class ListTagsTests : TrailTests
{
    [Fact]
    public async Task Lists_the_tags_of_each_trail()
    {
        await GivenTrailAsync(request => request with { TagsList = [new() { Key = "b", Value = "2" }, new() { Key = "a", Value = "1" }] });

        var response = await World.CallAsync(new ListTags(), new() { ResourceIdList = [ArnOf()] });

        var found = Assert.Single(response.ResourceTagList!);
        Assert.Equal(ArnOf(), found.ResourceId);
        Assert.Equal(["a=1", "b=2"], found.TagsList!.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there_and_too_many()
    {
        await RefusedAsync("ResourceNotFoundException", () => World.CallAsync(new ListTags(), new() { ResourceIdList = [ArnOf()] }));
        await RefusedAsync("CloudTrailARNInvalidException", () => World.CallAsync(new ListTags(), new() { ResourceIdList = [Name] }));
        await RefusedAsync("ValidationException", () => World.CallAsync(new ListTags(), new() { ResourceIdList = [.. Enumerable.Repeat(ArnOf(), 21)] }));
    }
}
