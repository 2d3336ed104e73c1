using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class GetUserTests : IamTests
{
    [Fact]
    public async Task Finds_a_user_by_its_name_in_any_case()
    {
        GivenUser("Alice", "/team/", ("team", "red"));

        var response = await World.CallAsync(new GetUser(), new() { UserName = "aLICE" });

        Assert.Equal("Alice", response.User.UserName);
        Assert.Equal("arn:aws:iam::111122223333:user/team/Alice", response.User.Arn);
        Assert.Equal(Created, response.User.CreateDate);
        Assert.Equal([new TagShape { Key = "team", Value = "red" }], response.User.Tags!);
        Assert.Null(response.User.PasswordLastUsed);
    }

    [Fact]
    public async Task Tells_the_boundary()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenUser("alice"));

        var response = await World.CallAsync(new GetUser(), new() { UserName = "alice" });

        Assert.Equal(policy.Arn.Value, response.User.PermissionsBoundary!.PermissionsBoundaryArn);
    }

    [Fact]
    public async Task Uses_the_caller_when_no_user_is_named()
    {
        GivenUser("alice");

        var response = await World.CallAsync(new GetUser(), new(), asUser: "alice");

        Assert.Equal("alice", response.User.UserName);
    }

    [Fact]
    public async Task Tells_root_about_itself_without_a_name()
    {
        World.Given(new IamAccount { Id = Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = Created });

        var response = await World.CallAsync(new GetUser(), new());

        Assert.Equal("111122223333", response.User.UserId);
        Assert.Equal("arn:aws:iam::111122223333:root", response.User.Arn);
        Assert.Null(response.User.UserName);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetUser(), new() { UserName = "nobody" })));

    [Fact]
    public async Task Refuses_a_session_that_names_nobody()
        => Assert.Equal(
            "Must specify userName when calling with non-User credentials",
            await RefusedAsync<Holdfast.Kernel.CommonException>(() => World.CallAsync(new GetUser(), new(), caller: Session)));

    [Fact]
    public async Task Acts_on_the_user_with_its_tags()
    {
        GivenUser("alice", "/team/", ("team", "red"));

        var target = await World.TargetAsync(new GetUser(), new() { UserName = "ALICE" });

        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", target.Resource.Value);
        Assert.Equal(["aws:ResourceTag/team", "iam:ResourceTag/team"], target.Context.Select(key => key.Name));
    }

    [Fact]
    public async Task Acts_on_the_ARN_that_a_missing_user_would_have()
        => Assert.Equal(
            "arn:aws:iam::111122223333:user/nobody",
            (await World.TargetAsync(new GetUser(), new() { UserName = "nobody" })).Resource.Value);

    [Fact]
    public async Task Acts_on_root_when_root_names_nobody()
        => Assert.Equal("arn:aws:iam::111122223333:root", (await World.TargetAsync(new GetUser(), new())).Resource.Value);
}
