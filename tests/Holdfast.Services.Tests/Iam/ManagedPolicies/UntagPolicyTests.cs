using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class UntagPolicyTests : IamTests
{
    [Fact]
    public async Task Takes_tags_by_key_of_the_same_case()
    {
        var policy = GivenPolicy("shared", tags: [("team", "red"), ("Team", "other")]);

        await World.CallAsync(new UntagPolicy(), new() { PolicyArn = policy.Arn.Value, TagKeys = ["team", "none"] });

        Assert.Equal([new Tag("Team", "other")], (await World.FindAsync<ManagedPolicy>(policy.Key))!.Tags);
    }

    [Fact]
    public async Task Changes_nothing_when_no_key_is_there()
    {
        var policy = GivenPolicy("shared", tags: ("team", "red"));
        var before = World.Changes.Count;

        await World.CallAsync(new UntagPolicy(), new() { PolicyArn = policy.Arn.Value, TagKeys = ["TEAM"] });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new UntagPolicy(), new() { PolicyArn = "arn:aws:iam::111122223333:policy/none", TagKeys = ["a"] })));
}
