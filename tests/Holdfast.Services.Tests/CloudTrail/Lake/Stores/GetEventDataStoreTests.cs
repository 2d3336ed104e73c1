using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class GetEventDataStoreTests : LakeTests
{
    [Fact]
    public async Task Tells_how_the_store_is_set_by_its_id_and_by_its_ARN()
    {
        var id = await GivenStoreAsync();

        var response = await GetAsync(id);

        Assert.Equal((StoreArnOf(id), StoreName, EventDataStoreStatus.ENABLED, FederationStatus.DISABLED), (response.EventDataStoreArn, response.Name, response.Status, response.FederationStatus));
        Assert.Equal((true, 366, false), (response.MultiRegionEnabled, response.RetentionPeriod, response.TerminationProtectionEnabled));
        Assert.Equal(StoreName, (await GetAsync(StoreArnOf(id))).Name);
    }

    [Fact]
    public async Task Refuses_what_is_not_there_and_what_names_no_store()
    {
        await RefusedAsync("EventDataStoreNotFoundException", () => GetAsync("0233062b-51c6-4d18-8dec-a8c90da840d9"));
        await RefusedAsync("EventDataStoreNotFoundException", () => GetAsync("arn:aws:cloudtrail:us-east-1:444455556666:eventdatastore/0233062b-51c6-4d18-8dec-a8c90da840d9"));
        await RefusedAsync("EventDataStoreARNInvalidException", () => GetAsync("investigation"));
        await RefusedAsync("EventDataStoreARNInvalidException", () => GetAsync("arn:aws:cloudtrail:us-east-1:111122223333:channel/0233062b-51c6-4d18-8dec-a8c90da840d9"));
    }

    private Task<GetEventDataStoreResponse> GetAsync(string name) => World.CallAsync(new GetEventDataStore(), new() { EventDataStore = name });
}
