using Holdfast.Services.Iam;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class GenerateServiceLastAccessedDetailsTests : UsageTests
{
    [Fact]
    public async Task Starts_a_report_that_is_made_afterwards_and_dropped_after_a_week()
    {
        var alice = GivenUser("alice");

        var started = await World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = alice.Arn.Value });

        var job = Assert.Single(await World.ListAsync<AccessJob>(""));
        Assert.Equal((started.JobId, alice.Arn.Value, "SERVICE_LEVEL"), (job.Id, job.EntityArn, job.Granularity));
        Assert.Null(job.CompletionDate);
        await World.SettleAsync();
        Assert.Equal(World.Now, Assert.Single(await World.ListAsync<AccessJob>("")).CompletionDate);
        await World.AdvanceAsync(CompleteAccessJob.Kept);
        Assert.Empty(await World.ListAsync<AccessJob>(""));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:group/admins")]
    [InlineData("arn:aws:iam::111122223333:role/deploy")]
    [InlineData("arn:aws:iam::111122223333:policy/reading")]
    [InlineData("arn:aws:iam::aws:policy/ReadOnlyAccess")]
    public async Task Takes_groups_roles_and_policies_too(string arn)
    {
        GivenGroup("admins");
        GivenRole("deploy");
        GivenPolicy("reading");

        Assert.NotNull((await World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = arn })).JobId);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/none")]
    [InlineData("arn:aws:iam::111122223333:user/team/alice")]
    [InlineData("arn:aws:iam::111122223333:group/none")]
    [InlineData("arn:aws:iam::111122223333:role/none")]
    [InlineData("arn:aws:iam::111122223333:policy/none")]
    public async Task Refuses_what_does_not_exist(string arn)
    {
        GivenUser("alice");

        Assert.Equal(
            $"ARN {arn} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = arn })));
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:user/alice")]
    [InlineData("arn:aws:s3:::a-bucket-of-mine")]
    [InlineData("arn:aws:iam::111122223333:saml-provider/corp")]
    public async Task Refuses_what_is_no_entity_of_the_account(string arn)
        => Assert.Equal(
            $"ARN {arn} is not valid.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(new GenerateServiceLastAccessedDetails(), new() { Arn = arn })));
}
