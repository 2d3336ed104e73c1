using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class ListAccountAliasesTests : IamTests
{
    [Fact]
    public async Task Lists_the_alias_of_the_account_alone()
    {
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "other" }, account: new("444455556666"));
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "own" });

        var response = await World.CallAsync(new ListAccountAliases(), new());

        Assert.Equal(["own"], response.AccountAliases);
        Assert.False(response.IsTruncated);
    }

    [Fact]
    public async Task Lists_nothing_for_an_account_without_one()
        => Assert.Empty((await World.CallAsync(new ListAccountAliases(), new())).AccountAliases);
}
