using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class ListPolicyTagsTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_tags_with_capitals_first()
    {
        var policy = GivenPolicy("shared", tags: [("b", "3"), ("a", "2"), ("A", "1")]);

        var first = await World.CallAsync(new ListPolicyTags(), new() { PolicyArn = policy.Arn.Value, MaxItems = 2 });
        var second = await World.CallAsync(new ListPolicyTags(), new() { PolicyArn = policy.Arn.Value, MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["A", "a"], first.Tags.Select(tag => tag.Key));
        Assert.True(first.IsTruncated);
        Assert.Equal(["b"], second.Tags.Select(tag => tag.Key));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new ListPolicyTags(), new() { PolicyArn = "arn:aws:iam::111122223333:policy/none" })));
}
