using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class TagPolicyTests : IamTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_of_the_same_key_and_case()
    {
        var policy = GivenPolicy("shared", tags: [("team", "red"), ("Team", "other")]);

        await TagAsync(policy.Arn.Value, ("team", "blue"), ("new", ""));

        Assert.Equal(
            [new Tag("Team", "other"), new Tag("team", "blue"), new Tag("new", "")],
            (await World.FindAsync<ManagedPolicy>(policy.Key))!.Tags);
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        var policy = GivenPolicy("shared", tags: [.. Enumerable.Range(0, 50).Select(number => ($"key-{number}", "v"))]);

        Assert.Equal(
            "Cannot exceed quota for TagsPerPolicy: 50",
            await RefusedAsync<LimitExceededException>(() => TagAsync(policy.Arn.Value, ("more", "v"))));
    }

    [Fact]
    public async Task Refuses_a_key_that_is_reserved()
    {
        var policy = GivenPolicy("shared");

        Assert.Equal(
            "aws: prefixed tag key names are not allowed for external use.",
            await RefusedAsync<InvalidInputException>(() => TagAsync(policy.Arn.Value, ("aws:x", "v"))));
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(() => TagAsync("arn:aws:iam::111122223333:policy/none", ("a", "1"))));

    private Task<TagPolicyResponse> TagAsync(string arn, params (string Key, string Value)[] tags)
        => World.CallAsync(new TagPolicy(), new() { PolicyArn = arn, Tags = [.. tags.Select(tag => new TagShape { Key = tag.Key, Value = tag.Value })] });
}
