using Holdfast.Services.Iam;
using Holdfast.Services.Iam.OpenIdConnectProviders;

namespace Holdfast.Services.Tests.Iam.OpenIdConnectProviders;

public sealed class ListOpenIDConnectProviderTagsTests : WebProviderTests
{
    [Fact]
    public async Task Lists_tags_by_pages_in_the_order_of_their_keys()
    {
        await CreateAsync();
        await World.CallAsync(
            new TagOpenIDConnectProvider(), new() { OpenIDConnectProviderArn = Arn, Tags = [new() { Key = "b", Value = "2" }, new() { Key = "a", Value = "1" }] });

        var first = await ListAsync(Arn, maxItems: 1);
        var second = await ListAsync(Arn, first.Marker);

        Assert.Equal("a", Assert.Single(first.Tags).Key);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.Tags).Key);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => ListAsync(NoneArn)));

    private Task<ListOpenIDConnectProviderTagsResponse> ListAsync(string arn, string? marker = null, int? maxItems = null)
        => World.CallAsync(new ListOpenIDConnectProviderTags(), new() { OpenIDConnectProviderArn = arn, Marker = marker, MaxItems = maxItems });
}
