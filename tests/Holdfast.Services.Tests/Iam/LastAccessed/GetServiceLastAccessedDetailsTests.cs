using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class GetServiceLastAccessedDetailsTests : UsageTests
{
    private const string IamAndS3 =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:Get*","s3:*"],"Resource":"*"},{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}""";

    [Fact]
    public async Task Lists_the_services_that_a_user_is_granted_with_their_last_use()
    {
        var alice = GivenUser("alice");
        GivenInline(alice.Id, "some", IamAndS3);
        Called(CallerOf(alice, GivenKey(alice)), "GetUser");

        var report = await ReportAsync(alice.Arn.Value);

        Assert.Equal(("COMPLETED", "SERVICE_LEVEL", World.Now), (report.JobStatus, report.JobType, report.JobCompletionDate));
        Assert.Equal(["iam", "s3"], report.ServicesLastAccessed!.Select(service => service.ServiceNamespace));
        var iam = report.ServicesLastAccessed![0];
        Assert.Equal("AWS Identity and Access Management (IAM)", iam.ServiceName);
        Assert.Equal((World.Now, alice.Arn.Value, "us-east-1", 1), (iam.LastAuthenticated, iam.LastAuthenticatedEntity, iam.LastAuthenticatedRegion, iam.TotalAuthenticatedEntities));
        Assert.Equal((null, null, 0), (report.ServicesLastAccessed[1].LastAuthenticated, report.ServicesLastAccessed[1].LastAuthenticatedEntity, report.ServicesLastAccessed[1].TotalAuthenticatedEntities));
        Assert.Null(iam.TrackedActionsLastAccessed);
    }

    [Fact]
    public async Task Tells_actions_when_asked_for_them()
    {
        var alice = GivenUser("alice");
        GivenInline(alice.Id, "some", IamAndS3);
        Called(CallerOf(alice, GivenKey(alice)), "GetUser");

        var iam = (await ReportAsync(alice.Arn.Value, "ACTION_LEVEL")).ServicesLastAccessed![0];

        Assert.All(iam.TrackedActionsLastAccessed!, action => Assert.StartsWith("Get", action.ActionName, StringComparison.Ordinal));
        Assert.Equal(World.Now, iam.TrackedActionsLastAccessed!.Single(action => action.ActionName == "GetUser").LastAccessedTime);
        Assert.Null(iam.TrackedActionsLastAccessed!.Single(action => action.ActionName == "GetRole").LastAccessedTime);
    }

    [Fact]
    public async Task Counts_who_used_what_a_policy_grants()
    {
        var policy = GivenPolicy("reading", document: IamAndS3);
        var group = GivenGroup("crew");
        var (alice, bob, deploy) = (GivenUser("alice"), GivenUser("bob"), GivenRole("deploy"));
        GivenAttached(policy, alice.Id);
        GivenAttached(policy, group.Id);
        GivenAttached(policy, deploy.Id);
        GivenMember(group, bob);
        Called(CallerOf(alice, GivenKey(alice)), "GetUser");
        Tick(5);
        Called(CallerOf(deploy), "GetUser", "eu-west-1");

        var iam = (await ReportAsync(policy.Arn.Value)).ServicesLastAccessed![0];

        Assert.Equal((2, deploy.Arn.Value, "eu-west-1"), (iam.TotalAuthenticatedEntities, iam.LastAuthenticatedEntity, iam.LastAuthenticatedRegion));
    }

    [Fact]
    public async Task A_user_is_granted_what_its_groups_are()
    {
        var group = GivenGroup("crew");
        var alice = GivenUser("alice");
        GivenMember(group, alice);
        GivenAttached(AwsPolicies.Find("/", "AmazonSQSFullAccess")!.InAccount(Account, "aws"), group.Id);

        Assert.Contains("sqs", (await ReportAsync(alice.Arn.Value)).ServicesLastAccessed!.Select(service => service.ServiceNamespace));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", true, true)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", false, true)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:Delete*","Resource":"*"}""", true, true)]
    [InlineData("""{"Effect":"Allow","Action":"IAM:getuser","Resource":"*"}""", true, false)]
    [InlineData("""{"Effect":"Allow","Action":"s*:List*","Resource":"*"}""", false, true)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""", false, false)]
    public void Reads_what_a_statement_grants(string statement, bool iam, bool s3)
    {
        var grants = new ServiceGrants($$"""{"Version":"2012-10-17","Statement":{{statement}}}""");

        Assert.Equal((iam, s3), (grants.OfService("iam"), grants.OfService("s3")));
    }

    [Fact]
    public async Task Tells_no_use_older_than_AWS_does()
    {
        var alice = GivenUser("alice");
        GivenInline(alice.Id, "some", IamAndS3);
        Called(CallerOf(alice, GivenKey(alice)), "GetUser");
        World.Clock.Advance(ServiceUse.Tracked + TimeSpan.FromDays(1));

        var iam = (await ReportAsync(alice.Arn.Value)).ServicesLastAccessed![0];

        Assert.Equal((null, 0), (iam.LastAuthenticated, iam.TotalAuthenticatedEntities));
    }

    [Fact]
    public async Task Pages_through_the_services()
    {
        var alice = GivenUser("alice");
        GivenInline(alice.Id, "some", IamAndS3);
        var job = await StartAsync(alice.Arn.Value);

        var first = await World.CallAsync(new GetServiceLastAccessedDetails(), new() { JobId = job, MaxItems = 1 });
        var second = await World.CallAsync(new GetServiceLastAccessedDetails(), new() { JobId = job, MaxItems = 1, Marker = first.Marker });

        Assert.Equal(("iam", true), (Assert.Single(first.ServicesLastAccessed!).ServiceNamespace, first.IsTruncated));
        Assert.Equal(("s3", false), (Assert.Single(second.ServicesLastAccessed!).ServiceNamespace, second.IsTruncated));
    }

    [Fact]
    public async Task Says_that_it_is_not_ready()
    {
        var alice = GivenUser("alice");
        var job = (await World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = alice.Arn.Value })).JobId!;

        var report = await World.CallAsync(new GetServiceLastAccessedDetails(), new() { JobId = job });

        Assert.Equal("IN_PROGRESS", report.JobStatus);
        Assert.Empty(report.ServicesLastAccessed!);
    }

    [Fact]
    public async Task Says_that_it_failed_when_the_entity_was_deleted_meanwhile()
    {
        var alice = GivenUser("alice");
        var job = (await World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = alice.Arn.Value })).JobId!;
        await GoneAsync(alice);
        await World.SettleAsync();

        var report = await World.CallAsync(new GetServiceLastAccessedDetails(), new() { JobId = job });

        Assert.Equal(("FAILED", "NoSuchEntity"), (report.JobStatus, report.Error!.Code));
    }

    [Fact]
    public async Task Refuses_an_unknown_report()
        => Assert.Equal(
            "The job with ID 12345678-1234-1234-1234-123456789012 cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new GetServiceLastAccessedDetails(), new() { JobId = "12345678-1234-1234-1234-123456789012" })));

    private async Task<string> StartAsync(string arn, string? granularity = null)
    {
        var started = await World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = arn, Granularity = granularity });
        await World.SettleAsync();
        return started.JobId!;
    }

    private async Task<GetServiceLastAccessedDetailsResponse> ReportAsync(string arn, string? granularity = null)
        => await World.CallAsync(new GetServiceLastAccessedDetails(), new() { JobId = await StartAsync(arn, granularity) });
}
