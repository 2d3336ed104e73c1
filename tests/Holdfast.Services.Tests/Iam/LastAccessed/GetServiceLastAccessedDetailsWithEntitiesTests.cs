using Holdfast.Services.Iam;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class GetServiceLastAccessedDetailsWithEntitiesTests : UsageTests
{
    [Fact]
    public async Task Lists_who_may_use_what_a_policy_grants_with_the_last_use_of_the_service()
    {
        var policy = GivenPolicy("reading");
        var group = GivenGroup("crew");
        var (alice, bob, deploy) = (GivenUser("alice"), GivenUser("bob", "/team/"), GivenRole("deploy"));
        GivenAttached(policy, alice.Id);
        GivenAttached(policy, group.Id);
        GivenAttached(policy, deploy.Id);
        GivenMember(group, bob);
        Called(CallerOf(alice, GivenKey(alice)), "GetCallerIdentity");
        Called(CallerOf(deploy), "GetUser");
        var job = await StartAsync(policy.Arn.Value);

        var details = (await World.CallAsync(Operation, new() { JobId = job, ServiceNamespace = "sts" })).EntityDetailsList!;

        Assert.Equal(
            [("USER", "alice", World.Now), ("USER", "bob", null), ("ROLE", "deploy", (DateTimeOffset?)null)],
            details.Select(entity => (entity.EntityInfo.Type, entity.EntityInfo.Name, entity.LastAuthenticated)));
        Assert.Equal((bob.Id, bob.Arn.Value, "/team/"), (details[1].EntityInfo.Id, details[1].EntityInfo.Arn, details[1].EntityInfo.Path));
    }

    [Fact]
    public async Task Pages_through_the_members_of_a_group()
    {
        var group = GivenGroup("crew");
        GivenMember(group, GivenUser("alice"));
        GivenMember(group, GivenUser("bob"));
        var job = await StartAsync(group.Arn.Value);

        var first = await World.CallAsync(Operation, new() { JobId = job, ServiceNamespace = "iam", MaxItems = 1 });
        var second = await World.CallAsync(Operation, new() { JobId = job, ServiceNamespace = "iam", MaxItems = 1, Marker = first.Marker });

        Assert.Equal(("alice", true), (Assert.Single(first.EntityDetailsList!).EntityInfo.Name, first.IsTruncated));
        Assert.Equal(("bob", false), (Assert.Single(second.EntityDetailsList!).EntityInfo.Name, second.IsTruncated));
    }

    [Fact]
    public async Task Refuses_an_unknown_report()
        => await RefusedAsync<NoSuchEntityException>(
            () => World.CallAsync(Operation, new() { JobId = "12345678-1234-1234-1234-123456789012", ServiceNamespace = "iam" }));

    private new GetServiceLastAccessedDetailsWithEntities Operation => new(Uses);

    private async Task<string> StartAsync(string arn)
    {
        var started = await World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = arn });
        await World.SettleAsync();
        return started.JobId!;
    }
}
