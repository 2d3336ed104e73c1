using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class UpdateOpenIDConnectProviderThumbprintTests : WebProviderTests
{
    private static readonly string Other = new('a', 40);

    [Fact]
    public async Task Puts_the_new_list_in_the_place_of_the_old()
    {
        await CreateAsync();

        await UpdateAsync([Other]);

        Assert.Equal([Other], (await GetAsync()).ThumbprintList!);
    }

    [Fact]
    public async Task Refuses_a_sixth_thumbprint()
    {
        await CreateAsync();

        Assert.Equal(
            "Thumbprint list must contain fewer than 5 entries.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync([.. Enumerable.Repeat(Other, 6)])));
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => UpdateAsync([Other], NoneArn)));

    private Task UpdateAsync(string[] thumbprints, string arn = Arn)
        => World.CallAsync(new UpdateOpenIDConnectProviderThumbprint(), new() { OpenIDConnectProviderArn = arn, ThumbprintList = thumbprints });
}
