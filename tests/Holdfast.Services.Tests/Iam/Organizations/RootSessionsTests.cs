using Holdfast.Services.Iam.Organizations;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Organizations;

public sealed class RootSessionsTests : OrganizationTests
{
    [Fact]
    public async Task Administrators_may_once_the_feature_is_enabled()
    {
        Assert.False(await AreAllowedAsync(World.Account.Value, Member.Value));

        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());

        Assert.True(await AreAllowedAsync(World.Account.Value, Member.Value));
        Assert.True(await AreAllowedAsync(Administrator.Value, Member.Value));
    }

    [Theory]
    [InlineData("444455556666", "222233334444")]
    [InlineData("222233334444", "111122223333")]
    [InlineData("111122223333", "777788889999")]
    [InlineData("777788889999", "444455556666")]
    public async Task Members_and_strangers_may_not_and_nobody_may_be_the_managements_root(string administrator, string member)
    {
        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());

        Assert.False(await AreAllowedAsync(administrator, member));
    }

    private async Task<bool> AreAllowedAsync(string administrator, string member)
    {
        using var transaction = World.Store.Begin(new Cause("test", 0));
        return await new RootSessions(Organizations).AreAllowedAsync(transaction, new(administrator), new(member), CancellationToken.None);
    }
}
