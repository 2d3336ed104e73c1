using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.RootTasks;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Authorization;

/// <summary>Who may take a privileged session of a member's root user: both the administrator's own policies and the organization must agree.</summary>
public sealed class AssumeRootTests : IAsyncDisposable
{
    private const string Member = "444455556666";
    private const string UnlockBucket = "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy";

    private readonly World _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(Member, "sts:AssumeRoot", UnlockBucket, true)]
    [InlineData(Member, "sts:AssumeRoot", "arn:aws:iam::aws:policy/root-task/SQSUnlockQueuePolicy", false)]
    [InlineData(Member, "sts:AssumeRole", UnlockBucket, false)]
    [InlineData("777788889999", "sts:AssumeRoot", UnlockBucket, false)]
    public async Task Needs_a_permission_and_an_organization_that_enabled_it(string member, string action, string allowedTask, bool isAllowed)
    {
        var policy = $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{{{action}}}}","Resource":"*","Condition":{"StringEquals":{"sts:TaskPolicyArn":"{{{{allowedTask}}}}"} } }]}""";

        var refusal = await FindRefusalAsync(World.UserOf(World.Account, "alice"), member, new PolicySource(PolicyPart.Identity, "own", policy));

        Assert.Equal(isAllowed, refusal is null);
    }

    [Theory]
    [InlineData(Member, true)]
    [InlineData("777788889999", false)]
    public async Task Root_needs_the_organization_alone(string member, bool isAllowed)
        => Assert.Equal(isAllowed, await FindRefusalAsync(World.RootOf(World.Account), member) is null);

    private async Task<string?> FindRefusalAsync(Caller caller, string member, params PolicySource[] policies)
    {
        using var transaction = _world.Store.Begin(new Cause("test", 0));
        var call = _world.NewCall(transaction, "test", caller: caller);
        var operation = new AssumeRoot(new OneMember(), new NoRoles(), _world.Sealer);
        var target = await operation.TargetAsync(
            new() { TargetPrincipal = member, TaskPolicyArn = new() { Arn = UnlockBucket } }, call, CancellationToken.None);
        var judge = new PolicyJudge(_world.Sealer);
        return judge.FindRefusal(
            new StsService().Model.FindOperation("AssumeRoot")!, target, call, judge.Prepare(new() { Caller = caller, IsActive = true, Policies = policies }));
    }

    private sealed class OneMember : IRootSessions
    {
        public ValueTask<bool> AreAllowedAsync(
            IReadTransaction transaction, AccountId administrator, AccountId member, CancellationToken cancellationToken)
            => new(member.Value == Member);
    }

    private sealed class NoRoles : IRoleDirectory
    {
        public ValueTask<RoleFacts?> FindRoleAsync(IReadTransaction transaction, string roleArn, CancellationToken cancellationToken) => default;

        public ValueTask<string?> FindManagedPolicyAsync(
            IReadTransaction transaction, AccountId account, string policyArn, CancellationToken cancellationToken) => default;

        public ValueTask<string?> FindArnAsync(IReadTransaction transaction, string uniqueId, CancellationToken cancellationToken) => default;
    }
}
