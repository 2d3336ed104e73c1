using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.RootTasks;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Sts.RootTasks;

public sealed class AssumeRootTests : StsTests
{
    private const string Member = "444455556666";
    private const string Task = "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy";

    private AssumeRoot AssumeRoot => new(new OneMember(), Directory, World.Sealer);

    [Fact]
    public async Task Gives_credentials_of_a_members_root_user_for_one_task_and_a_quarter_of_an_hour()
    {
        ManagedPolicies[Task] = Policy;

        var response = await World.CallAsync(AssumeRoot, new() { TargetPrincipal = Member, TaskPolicyArn = new() { Arn = Task } }, asUser: "alice");

        var session = Open(response.Credentials!);
        Assert.Equal((CallerKind.Root, Member, $"arn:aws:iam::{Member}:root"), (session.Kind, session.Account.Value, session.Arn));
        Assert.True(session.Facts.IsAssumedRoot);
        Assert.Equal([Task], session.PolicyArns);
        Assert.Equal(World.Now.AddMinutes(15), response.Credentials!.Expiration);
    }

    [Theory]
    [InlineData(Member, true)]
    [InlineData("arn:aws:iam::444455556666:root", true)]
    [InlineData("777788889999", false)]
    public async Task The_organization_is_what_a_members_root_user_trusts(string principal, bool isTrusted)
    {
        var target = await World.TargetAsync(AssumeRoot, new() { TargetPrincipal = principal, TaskPolicyArn = new() { Arn = Task } }, asUser: "alice");

        Assert.Equal(isTrusted, target.ResourcePolicy is not null);
        Assert.EndsWith(":root", target.Resource.Value, StringComparison.Ordinal);
        Assert.Equal(Task, ValueOf(target, "sts:TaskPolicyArn"));
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:user/bob")]
    [InlineData("44445555666x")]
    public async Task Refuses_what_is_no_root_user(string principal)
        => Assert.Equal(
            $"{principal} is invalid",
            await RefusedAsync("ValidationError", () => World.CallAsync(
                AssumeRoot, new() { TargetPrincipal = principal, TaskPolicyArn = new() { Arn = Task } }, asUser: "alice")));

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/AdministratorAccess")]
    [InlineData("arn:aws:iam::aws:policy/root-task/Everything")]
    [InlineData(null)]
    public async Task Refuses_a_policy_that_is_no_task(string? arn)
        => Assert.NotEmpty(await RefusedAsync("ValidationError", () => World.CallAsync(
            AssumeRoot, new() { TargetPrincipal = Member, TaskPolicyArn = new() { Arn = arn } }, asUser: "alice")));

    private sealed class OneMember : IRootSessions
    {
        public ValueTask<bool> AreAllowedAsync(
            IReadTransaction transaction, AccountId administrator, AccountId member, CancellationToken cancellationToken)
            => new(member.Value == Member);
    }
}
