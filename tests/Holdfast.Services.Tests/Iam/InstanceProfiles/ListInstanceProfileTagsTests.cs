using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InstanceProfiles;

namespace Holdfast.Services.Tests.Iam.InstanceProfiles;

public sealed class ListInstanceProfileTagsTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_tags_in_the_order_of_their_keys()
    {
        GivenInstanceProfile("web", tags: [("c", "3"), ("a", "1"), ("b", "2")]);

        var first = await World.CallAsync(new ListInstanceProfileTags(), new() { InstanceProfileName = "WEB", MaxItems = 2 });
        var second = await World.CallAsync(new ListInstanceProfileTags(), new() { InstanceProfileName = "web", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["a", "b"], first.Tags.Select(tag => tag.Key));
        Assert.True(first.IsTruncated);
        Assert.Equal(["c"], second.Tags.Select(tag => tag.Key));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_one()
        => Assert.Equal(
            "Instance Profile none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListInstanceProfileTags(), new() { InstanceProfileName = "none" })));
}
