using Holdfast.Services.Kms.Tags;

namespace Holdfast.Services.Tests.Kms.Tags;

public sealed class UntagResourceTests : KmsTests
{
    [Fact]
    public async Task Takes_tags_and_passes_over_those_that_are_not_there()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new TagResource(), new() { KeyId = key.Id, Tags = [new() { TagKey = "a", TagValue = "1" }, new() { TagKey = "b", TagValue = "2" }] });

        await World.CallAsync(new UntagResource(), new() { KeyId = key.Id, TagKeys = ["a", "z"] });

        Assert.Equal([new("b", "2")], (await KeyAsync(key.Id)).Tags);
    }

    [Fact]
    public async Task Refuses_a_key_that_is_going()
    {
        var key = await GivenKeyAsync();

        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(new UntagResource(), new() { KeyId = key.Id, TagKeys = ["a"] }));
    }
}
