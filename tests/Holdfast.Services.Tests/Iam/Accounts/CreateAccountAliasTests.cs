using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class CreateAccountAliasTests : IamTests
{
    [Fact]
    public async Task Puts_an_alias_in_the_place_of_the_former_one()
    {
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "first" });
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "second" });

        Assert.Equal("second", Assert.Single(await World.ListAsync<AccountAlias>("")).Alias);
    }

    [Fact]
    public async Task Changes_nothing_when_the_account_has_that_alias()
    {
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "first" });
        var before = World.Changes.Count;

        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "first" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_the_alias_of_another_account()
    {
        await World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "taken" }, account: new("444455556666"));

        Assert.Equal(
            "The account alias taken already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => World.CallAsync(new CreateAccountAlias(), new() { AccountAlias = "taken" })));
    }

    [Fact]
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal("*", (await World.TargetAsync(new CreateAccountAlias(), new() { AccountAlias = "first" })).Resource.Value);
}
