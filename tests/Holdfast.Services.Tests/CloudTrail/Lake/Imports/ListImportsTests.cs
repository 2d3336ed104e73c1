using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Imports;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Imports;

public sealed class ListImportsTests : ImportTests
{
    [Fact]
    public async Task Lists_the_newest_first_page_by_page()
    {
        var ids = await GivenImportsAsync();

        var first = await ListAsync(new() { MaxResults = 2 });
        var second = await ListAsync(new() { MaxResults = 2, NextToken = first.NextToken });

        Assert.Equal(ids.Reverse(), first.Imports!.Concat(second.Imports!).Select(static import => import.ImportId));
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Finds_imports_by_their_store_and_their_status()
    {
        var ids = await GivenImportsAsync();
        var store = (await GetAsync(ids[0])).Destinations![0];

        Assert.Equal(3, (await ListAsync(new() { Destination = store, ImportStatus = ImportStatus.COMPLETED })).Imports!.Count);
        Assert.Empty((await ListAsync(new() { ImportStatus = ImportStatus.FAILED })).Imports!);
        Assert.Empty((await ListAsync(new() { Destination = StoreArnOf("ee54f255-e080-4483-aa72-b1ef9fafb58e") })).Imports!);
    }

    [Fact]
    public async Task Refuses_a_store_that_cannot_be_one_and_a_token_of_another_listing()
    {
        await GivenImportsAsync();
        var token = (await ListAsync(new() { MaxResults = 1 })).NextToken;

        await RefusedAsync("EventDataStoreARNInvalidException", () => ListAsync(new() { Destination = "nonsense" }));
        await RefusedAsync("InvalidNextTokenException", () => ListAsync(new() { ImportStatus = ImportStatus.FAILED, NextToken = token }));
    }

    private async Task<IReadOnlyList<string>> GivenImportsAsync()
    {
        var store = await GivenSourceAsync();
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Add(await StartAsync(store));
            await RunPendingAsync();
            World.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return ids;
    }

    private Task<ListImportsResponse> ListAsync(ListImportsRequest request) => World.CallAsync(new ListImports(), request);
}
