using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class DeleteOpenIDConnectProviderTests : WebProviderTests
{
    [Fact]
    public async Task Deletes_the_provider_and_does_not_mind_when_it_is_gone()
    {
        await CreateAsync();

        await DeleteAsync();
        var changes = World.Changes.Count;
        await DeleteAsync();

        Assert.Null(await World.FindAsync<WebProvider>(WebProvider.KeyOf(Account, "tokens.example.com/realm")));
        Assert.Equal(changes, World.Changes.Count);
    }

    [Fact]
    public async Task Leaves_another_accounts_provider_alone()
    {
        await CreateAsync();

        await World.CallAsync(new DeleteOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = Arn }, account: new("999988887777"));

        Assert.NotNull(await World.FindAsync<WebProvider>(WebProvider.KeyOf(Account, "tokens.example.com/realm")));
    }

    private Task DeleteAsync() => World.CallAsync(new DeleteOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = Arn });
}
