using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.ServiceLinkedRoles;

namespace Holdfast.Services.Tests.Iam.ServiceLinkedRoles;

public sealed class DeleteServiceLinkedRoleTests : IamTests
{
    private const string Name = "AWSServiceRoleForECS";

    [Fact]
    public async Task Answers_with_a_task_and_deletes_the_role_with_its_policies_afterwards()
    {
        await GivenMadeAsync();

        var task = await DeleteAsync();

        Assert.Matches("^task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", task);
        Assert.NotNull(await World.FindAsync<Role>(Role.KeyOf(Account, Name)));
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Null(await World.FindAsync<Role>(Role.KeyOf(Account, Name)));
        Assert.Empty(await World.ListAsync<PolicyUse>(""));
    }

    [Fact]
    public async Task Gives_the_task_that_is_under_way_and_another_after_it_failed()
    {
        var role = await GivenMadeAsync();
        World.Given(new RoleLastUse { Account = Account, RoleId = role.RoleId, At = World.Now, Region = "eu-west-1" });
        var first = await DeleteAsync();

        var second = await DeleteAsync();
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        var third = await DeleteAsync();

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    [Fact]
    public async Task Deletes_a_role_once_its_last_session_has_ended()
    {
        var role = await GivenMadeAsync();
        World.Given(new RoleLastUse { Account = Account, RoleId = role.RoleId, At = World.Now, Region = "eu-west-1" });
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        await DeleteAsync();
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Null(await World.FindAsync<Role>(Role.KeyOf(Account, Name)));
    }

    [Fact]
    public async Task Leaves_a_role_that_was_made_anew_under_the_name()
    {
        await GivenMadeAsync();
        await DeleteAsync();
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        await GivenMadeAsync();

        await World.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.NotNull(await World.FindAsync<Role>(Role.KeyOf(Account, Name)));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Every_commit_may_meet_a_conflict_and_the_outcome_is_the_same()
    {
        await GivenMadeAsync();
        await DeleteAsync();
        World.Store.ConflictCommit(1);
        World.Store.ConflictCommit(3);

        await World.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Null(await World.FindAsync<Role>(Role.KeyOf(Account, Name)));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("deploy")]
    public async Task Refuses_an_unknown_role_and_one_of_the_account(string name)
    {
        GivenRole("deploy");

        Assert.Equal(
            $"The role with name {name} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteServiceLinkedRole(), new() { RoleName = name })));
    }

    [Fact]
    public async Task Acts_on_the_role()
    {
        var role = GivenLinkedRole();

        Assert.Equal(role.Arn, (await World.TargetAsync(new DeleteServiceLinkedRole(), new() { RoleName = Name })).Resource);
    }

    private async Task<RoleShape> GivenMadeAsync()
        => (await World.CallAsync(new CreateServiceLinkedRole(Quotas), new() { AWSServiceName = "ecs.amazonaws.com" })).Role!;

    private async Task<string> DeleteAsync()
        => (await World.CallAsync(new DeleteServiceLinkedRole(), new() { RoleName = "AWSSERVICEROLEFORECS" })).DeletionTaskId;
}
