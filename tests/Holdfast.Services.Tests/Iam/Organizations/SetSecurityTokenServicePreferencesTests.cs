using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Organizations;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Organizations;

public sealed class SetSecurityTokenServicePreferencesTests : IamTests
{
    public SetSecurityTokenServicePreferencesTests() => World.Given(new IamAccount
    {
        Id = World.Account,
        Name = "Example",
        Email = "root@example.com",
        Partition = "aws",
        CreateDate = Created,
    });

    [Fact]
    public async Task Keeps_the_version_and_the_summary_tells_it()
    {
        Assert.Equal(1, await SummaryAsync());

        await World.CallAsync(new SetSecurityTokenServicePreferences(), new() { GlobalEndpointTokenVersion = "v2Token" });

        Assert.Equal(2, await SummaryAsync());
    }

    [Fact]
    public async Task Changes_nothing_when_the_version_is_that_already()
    {
        var before = World.Changes.Count;

        await World.CallAsync(new SetSecurityTokenServicePreferences(), new() { GlobalEndpointTokenVersion = "v1Token" });

        Assert.Equal(before, World.Changes.Count);
    }

    private async Task<int> SummaryAsync()
        => (await World.CallAsync(new GetAccountSummary(Quotas), new())).SummaryMap!["GlobalEndpointTokenVersion"];
}
