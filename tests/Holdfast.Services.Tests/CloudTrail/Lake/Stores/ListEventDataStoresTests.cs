using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class ListEventDataStoresTests : LakeTests
{
    [Fact]
    public async Task Lists_the_stores_of_the_account_page_by_page()
    {
        var expected = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            expected.Add(StoreArnOf(await GivenStoreAsync(request => request with { Name = StoreName + i })));
        }

        await World.CallAsync(new CreateEventDataStore(Lake.Options), new() { Name = "theirs" }, account: new AccountId("444455556666"));

        var first = await ListAsync(2);
        var second = await ListAsync(2, first.NextToken);

        Assert.Equal((2, 1, null), (first.EventDataStores!.Count, second.EventDataStores!.Count, second.NextToken));
        Assert.Equal(expected.Order(StringComparer.Ordinal), first.EventDataStores.Concat(second.EventDataStores).Select(static store => store.EventDataStoreArn));
    }

    [Fact]
    public async Task Refuses_a_token_that_no_page_gave_and_a_page_that_is_too_long()
    {
        await RefusedAsync("InvalidNextTokenException", () => ListAsync(2, "token"));
        await RefusedAsync("InvalidMaxResultsException", () => ListAsync(1001));
    }

    private Task<ListEventDataStoresResponse> ListAsync(int size, string? token = null)
        => World.CallAsync(new ListEventDataStores(), new() { MaxResults = size, NextToken = token });
}
