using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Tags;

namespace Holdfast.Services.Tests.CloudTrail.Tags;

public sealed class AddTagsTests : TrailTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_of_the_same_key()
    {
        await GivenTrailAsync(request => request with { TagsList = [new() { Key = "team", Value = "red" }, new() { Key = "old", Value = "1" }] });

        await AddAsync(new TagShape { Key = "team", Value = "blue" }, new TagShape { Key = "empty" });

        var tags = (await TrailAsync())!.Tags;
        Assert.Equal(("blue", "1", ""), (tags["team"], tags["old"], tags["empty"]));
    }

    [Fact]
    public async Task Refuses_tags_that_cannot_be()
    {
        await GivenTrailAsync();

        await RefusedAsync("InvalidTagParameterException", () => AddAsync(new TagShape { Key = "a" }, new TagShape { Key = "a" }));
        await RefusedAsync("InvalidTagParameterException", () => AddAsync(new TagShape { Key = "aws:a" }));
        await RefusedAsync("TagsLimitExceededException", () => AddAsync([.. Enumerable.Range(0, 51).Select(static number => new TagShape { Key = $"k{number}" })]));
    }

    [Theory]
    [InlineData("audit", "CloudTrailARNInvalidException")]
    [InlineData("arn:aws:cloudtrail:us-east-1:111122223333:channel/x", "ChannelARNInvalidException")]
    [InlineData("arn:aws:cloudtrail:us-east-1:111122223333:trail/another", "ResourceNotFoundException")]
    public async Task Refuses_what_is_no_ARN_of_something_with_tags(string id, string code)
    {
        await GivenTrailAsync();

        await RefusedAsync(code, () => World.CallAsync(new AddTags(), new() { ResourceId = id, TagsList = [] }));
    }

    private Task<AddTagsResponse> AddAsync(params TagShape[] tags) => World.CallAsync(new AddTags(), new() { ResourceId = ArnOf(), TagsList = tags });
}
