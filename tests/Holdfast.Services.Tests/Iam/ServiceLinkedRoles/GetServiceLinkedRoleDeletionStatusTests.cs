using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.ServiceLinkedRoles;

namespace Holdfast.Services.Tests.Iam.ServiceLinkedRoles;

public sealed class GetServiceLinkedRoleDeletionStatusTests : IamTests
{
    [Fact]
    public async Task Tells_how_far_the_deletion_is_and_forgets_it_a_day_after_its_end()
    {
        GivenLinkedRole();
        var task = await DeleteAsync();

        var before = await StatusAsync(task);
        await World.AdvanceAsync(TimeSpan.FromSeconds(1));
        await World.SettleAsync();
        var during = await StatusAsync(task);
        await World.AdvanceAsync(TimeSpan.FromSeconds(2));
        var after = await StatusAsync(task);
        await World.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(("NOT_STARTED", "IN_PROGRESS", "SUCCEEDED"), (before.Status, during.Status, after.Status));
        Assert.Null(after.Reason);
        Assert.Equal($"Deletion Task Id {task} cannot be found.", await RefusedAsync<NoSuchEntityException>(() => StatusAsync(task)));
    }

    [Fact]
    public async Task Tells_why_a_role_in_use_was_not_deleted()
    {
        var role = GivenLinkedRole();
        World.Given(new RoleLastUse { Account = Account, RoleId = role.Id, At = World.Now, Region = "eu-west-1" });
        var task = await DeleteAsync();

        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        var status = await StatusAsync(task);

        Assert.Equal(("FAILED", "The role has active sessions."), (status.Status, status.Reason!.Reason));
        var usage = Assert.Single(status.Reason.RoleUsageList!);
        Assert.Equal(("eu-west-1", role.Arn.Value), (usage.Region, Assert.Single(usage.Resources!)));
        Assert.NotNull(await World.FindAsync<Role>(role.Key));
    }

    [Theory]
    [InlineData("task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/8cbf8ad8-4d9b-4d09-9e3a-0f1d6a4a1c3b")]
    [InlineData("task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/..")]
    public async Task Refuses_an_unknown_task(string task)
        => Assert.Equal($"Deletion Task Id {task} cannot be found.", await RefusedAsync<NoSuchEntityException>(() => StatusAsync(task)));

    [Fact]
    public async Task Refuses_the_number_of_a_task_under_the_name_of_another_role()
    {
        GivenLinkedRole();
        var task = await DeleteAsync();

        await RefusedAsync<NoSuchEntityException>(() => StatusAsync(task.Replace("ForECS", "ForEKS", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("8cbf8ad8-4d9b-4d09-9e3a-0f1d6a4a1c3b")]
    [InlineData("task/aws-service-role/AWSServiceRoleForECS/8cbf8ad8-4d9b-4d09-9e3a-0f1d6a4a1c3b")]
    public async Task Refuses_what_is_not_the_id_of_a_task(string task)
        => Assert.Equal($"Invalid Deletion Task Id: {task}", await RefusedAsync<InvalidInputException>(() => StatusAsync(task)));

    [Theory]
    [InlineData("task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/1", "ecs.amazonaws.com/AWSServiceRoleForECS")]
    [InlineData("nonsense", "*")]
    public async Task Acts_on_the_role_that_the_task_names(string task, string resource)
        => Assert.Equal(
            $"arn:aws:iam::111122223333:role/aws-service-role/{resource}",
            (await World.TargetAsync(new GetServiceLinkedRoleDeletionStatus(), new() { DeletionTaskId = task })).Resource.Value);

    private async Task<string> DeleteAsync()
        => (await World.CallAsync(new DeleteServiceLinkedRole(), new() { RoleName = LinkedRoleName })).DeletionTaskId;

    private Task<GetServiceLinkedRoleDeletionStatusResponse> StatusAsync(string task)
        => World.CallAsync(new GetServiceLinkedRoleDeletionStatus(), new() { DeletionTaskId = task });
}
