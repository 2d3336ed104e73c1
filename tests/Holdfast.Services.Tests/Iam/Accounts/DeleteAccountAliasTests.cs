using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class DeleteAccountAliasTests : IamTests
{
    [Fact]
    public async Task Takes_the_alias()
    {
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "first" });

        await World.CallAsync(new DeleteAccountAlias(), new() { AccountAlias = "first" });

        Assert.Empty(await World.ListAsync<AccountAlias>(""));
    }

    [Fact]
    public async Task Refuses_the_alias_of_another_account()
    {
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "taken" }, account: new("444455556666"));

        Assert.Equal(
            "The account alias with name taken cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteAccountAlias(), new() { AccountAlias = "taken" })));
    }
}
