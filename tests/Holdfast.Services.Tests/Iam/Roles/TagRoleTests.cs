using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Roles;

namespace Holdfast.Services.Tests.Iam.Roles;

public sealed class TagRoleTests : IamTests
{
    [Fact]
    public async Task Adds_tags_and_replaces_those_whose_key_differs_by_case_alone()
    {
        var role = GivenRole("deploy", "/", tags: [("Team", "red"), ("cost", "7")]);

        await World.CallAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag("team", "blue"), Tag("new", "")] });

        Assert.Equal(
            [new Tag("cost", "7"), new Tag("team", "blue"), new Tag("new", "")],
            (await World.FindAsync<Role>(role.Key))!.Tags);
    }

    [Fact]
    public async Task Refuses_a_fifty_first_tag()
    {
        GivenRole("deploy", "/", tags: [.. Enumerable.Range(0, 49).Select(number => ($"key-{number}", "v"))]);
        await World.CallAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag("last", "v")] });

        Assert.Equal(
            "Cannot exceed quota for TagsPerRole: 50",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag("more", "v")] })));
        await World.CallAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag("LAST", "other")] });
    }

    [Theory]
    [InlineData("aws:team")]
    [InlineData("AWS:team")]
    public async Task Refuses_a_key_that_is_reserved(string key)
    {
        GivenRole("deploy");

        Assert.Equal(
            "aws: prefixed tag key names are not allowed for external use.",
            await RefusedAsync<InvalidInputException>(
                () => World.CallAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag(key, "v")] })));
    }

    [Fact]
    public async Task Refuses_keys_that_differ_by_case_alone()
    {
        GivenRole("deploy");

        Assert.Equal(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            await RefusedAsync<InvalidInputException>(
                () => World.CallAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag("a", "1"), Tag("A", "2")] })));
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new TagRole(), new() { RoleName = "nobody", Tags = [Tag("a", "1")] })));

    [Fact]
    public async Task Acts_on_the_role_with_the_tags_that_it_has_and_those_of_the_request()
    {
        GivenRole("deploy", "/", tags: ("team", "red"));

        var target = await World.TargetAsync(new TagRole(), new() { RoleName = "deploy", Tags = [Tag("team", "blue")] });

        Assert.Equal(
            ["aws:ResourceTag/team=red", "iam:ResourceTag/team=red", "aws:RequestTag/team=blue", "aws:TagKeys=team"],
            target.Context.Select(key => $"{key.Name}={key.Values[0]}"));
    }

    private static TagShape Tag(string key, string value) => new() { Key = key, Value = value };
}
