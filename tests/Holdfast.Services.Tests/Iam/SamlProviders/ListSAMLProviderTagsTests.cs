using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SamlProviders;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class ListSAMLProviderTagsTests : SamlProviderTests
{
    [Fact]
    public async Task Lists_tags_by_pages_in_the_order_of_their_keys()
    {
        await CreateAsync();
        await World.CallAsync(
            new TagSAMLProvider(), new() { SAMLProviderArn = CorpArn, Tags = [new() { Key = "b", Value = "2" }, new() { Key = "a", Value = "1" }] });

        var first = await ListAsync(CorpArn, maxItems: 1);
        var second = await ListAsync(CorpArn, first.Marker);

        Assert.Equal("a", Assert.Single(first.Tags).Key);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.Tags).Key);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => ListAsync(NoneArn)));

    private Task<ListSAMLProviderTagsResponse> ListAsync(string arn, string? marker = null, int? maxItems = null)
        => World.CallAsync(new ListSAMLProviderTags(), new() { SAMLProviderArn = arn, Marker = marker, MaxItems = maxItems });
}
