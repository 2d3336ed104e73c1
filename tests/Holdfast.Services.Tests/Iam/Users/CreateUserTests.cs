using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class CreateUserTests : IamTests
{
    private CreateUser CreateUser => new(Quotas);

    [Fact]
    public async Task Keeps_and_returns_what_was_asked_for()
    {
        World.Clock.Advance(TimeSpan.FromMilliseconds(1700));

        var response = await World.CallAsync(CreateUser, new() { UserName = "Alice", Path = "/team/", Tags = [new() { Key = "a", Value = "" }] });

        var user = response.User!;
        Assert.Equal("Alice", user.UserName);
        Assert.Equal("/team/", user.Path);
        Assert.Equal("arn:aws:iam::111122223333:user/team/Alice", user.Arn);
        Assert.Matches("^AIDA[A-Z2-7]{17}$", user.UserId);
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 1, TimeSpan.Zero), user.CreateDate);
        Assert.Equal([new TagShape { Key = "a", Value = "" }], user.Tags!);
        Assert.Null(user.PermissionsBoundary);
        Assert.Equal(user.UserId, (await World.FindAsync<User>(User.KeyOf(Account, "alice")))!.Id);
    }

    [Fact]
    public async Task Puts_a_user_without_a_path_at_the_root_and_leaves_empty_tags_out()
    {
        var response = await World.CallAsync(CreateUser, new() { UserName = "alice" });

        Assert.Equal("/", response.User!.Path);
        Assert.Equal("arn:aws:iam::111122223333:user/alice", response.User.Arn);
        Assert.Null(response.User.Tags);
    }

    [Fact]
    public async Task Refuses_a_name_that_differs_by_case_alone()
    {
        GivenUser("alice");

        Assert.Equal(
            "User with name ALICE already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => World.CallAsync(CreateUser, new() { UserName = "ALICE", Path = "/x/" })));
    }

    [Fact]
    public async Task Refuses_one_user_more_than_the_quota()
    {
        GivenUser("alice");
        GivenUser("bob");

        Assert.Equal(
            "Cannot exceed quota for UsersPerAccount: 2",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(new CreateUser(Quotas with { UsersPerAccount = 2 }), new() { UserName = "carol" })));
    }

    [Fact]
    public async Task Counts_users_of_each_account_for_itself()
    {
        GivenUser("alice");

        await World.CallAsync(new CreateUser(Quotas with { UsersPerAccount = 1 }), new() { UserName = "alice" }, account: new("444455556666"));

        Assert.Equal(2, World.Changes.Count);
    }

    [Fact]
    public async Task Takes_a_boundary_and_counts_it_as_a_use_of_the_policy()
    {
        var policy = GivenPolicy("limit");

        var response = await World.CallAsync(CreateUser, new() { UserName = "alice", PermissionsBoundary = policy.Arn.Value });

        Assert.Equal(policy.Arn.Value, response.User!.PermissionsBoundary!.PermissionsBoundaryArn);
        Assert.Equal("PermissionsBoundaryPolicy", response.User.PermissionsBoundary.PermissionsBoundaryType);
        var shown = await World.CallAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });
        Assert.Equal((0, 1), (shown.Policy!.AttachmentCount, shown.Policy.PermissionsBoundaryUsageCount));
    }

    [Fact]
    public async Task Refuses_a_boundary_that_does_not_exist()
        => Assert.Equal(
            "Scope ARN: arn:aws:iam::111122223333:policy/none does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                CreateUser, new() { UserName = "alice", PermissionsBoundary = "arn:aws:iam::111122223333:policy/none" })));

    [Fact]
    public async Task Refuses_a_boundary_that_is_no_ARN()
        => Assert.Equal(
            "ARN limit-limit-limit-limit is not valid.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(
                CreateUser, new() { UserName = "alice", PermissionsBoundary = "limit-limit-limit-limit" })));

    [Fact]
    public async Task Refuses_tags_whose_keys_differ_by_case_alone()
        => Assert.Equal(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(
                CreateUser, new() { UserName = "alice", Tags = [new() { Key = "Team", Value = "1" }, new() { Key = "team", Value = "2" }] })));

    [Fact]
    public async Task Acts_on_the_user_to_be_with_the_boundary_and_the_tags_of_the_request()
    {
        var target = await World.TargetAsync(
            CreateUser,
            new()
            {
                UserName = "alice",
                Path = "/team/",
                PermissionsBoundary = "arn:aws:iam::111122223333:policy/limit",
                Tags = [new() { Key = "team", Value = "red" }, new() { Key = "cost", Value = "7" }],
            });

        Assert.Equal("arn:aws:iam::111122223333:user/team/alice", target.Resource.Value);
        Assert.Equal(
            ["iam:PermissionsBoundary=arn:aws:iam::111122223333:policy/limit", "aws:RequestTag/team=red", "aws:RequestTag/cost=7", "aws:TagKeys=team,cost"],
            target.Context.Select(key => $"{key.Name}={string.Join(',', key.Values)}"));
        Assert.True(target.Context[^1].IsMultivalued);
    }

    [Fact]
    public async Task Runs_again_after_a_conflict_and_makes_one_user()
    {
        World.Store.ConflictCommit(1);

        await World.CallAsync(CreateUser, new() { UserName = "alice" });

        Assert.Single(World.Changes);
    }
}
