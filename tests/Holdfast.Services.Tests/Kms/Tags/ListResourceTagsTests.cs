using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Tags;

namespace Holdfast.Services.Tests.Kms.Tags;

public sealed class ListResourceTagsTests : KmsTests
{
    [Fact]
    public async Task Pages_through_the_tags_in_the_order_of_their_keys()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new TagResource(), new() { KeyId = key.Id, Tags = [new() { TagKey = "b", TagValue = "2" }, new() { TagKey = "a", TagValue = "1" }] });

        var first = await World.CallAsync(new ListResourceTags(), new() { KeyId = key.Id, Limit = 1 });
        var second = await World.CallAsync(new ListResourceTags(), new() { KeyId = key.Id, Limit = 1, Marker = first.NextMarker });

        Assert.Equal(("a", "1", true), (first.Tags![0].TagKey, first.Tags[0].TagValue, first.Truncated!.Value));
        Assert.Equal(("b", "2", false), (second.Tags![0].TagKey, second.Tags[0].TagValue, second.Truncated!.Value));
    }

    [Fact]
    public async Task Refuses_markers_of_others_and_pages_that_are_too_long()
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<InvalidMarkerException>(() => World.CallAsync(new ListResourceTags(), new() { KeyId = key.Id, Marker = "?" }));
        Assert.Equal(
            "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
            await RefusedAsync<CommonException>(() => World.CallAsync(new ListResourceTags(), new() { KeyId = key.Id, Limit = 51 })));
    }
}
