using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.CredentialReports;

namespace Holdfast.Services.Tests.Iam.CredentialReports;

public sealed class GenerateCredentialReportTests : IamTests
{
    [Fact]
    public async Task Starts_a_report_is_at_it_and_has_it()
    {
        World.Given(new IamAccount { Id = Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = Created });

        var first = await World.CallAsync(new GenerateCredentialReport(), new());
        var second = await World.CallAsync(new GenerateCredentialReport(), new());
        await World.SettleAsync();
        var third = await World.CallAsync(new GenerateCredentialReport(), new());

        Assert.Equal(("STARTED", "No report exists. Starting a new report generation task"), (first.State, first.Description));
        Assert.Equal("INPROGRESS", second.State);
        Assert.Equal(("COMPLETE", null), (third.State, third.Description));
        Assert.Equal(World.Now, Assert.Single(await World.ListAsync<CredentialReport>("")).GeneratedAt);
    }

    [Fact]
    public async Task Starts_another_when_the_last_is_four_hours_old()
    {
        World.Given(new IamAccount { Id = Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = Created });
        await World.CallAsync(new GenerateCredentialReport(), new());
        await World.SettleAsync();
        World.Clock.Advance(CredentialReport.Kept);

        var state = (await World.CallAsync(new GenerateCredentialReport(), new())).State;

        Assert.Equal("STARTED", state);
        await World.SettleAsync();
        Assert.Equal(World.Now, Assert.Single(await World.ListAsync<CredentialReport>("")).GeneratedAt);
    }
}
