using Holdfast.Services.CloudTrail;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Events;

/// <summary>Data events are kept for a day, and longer for a store that has yet to take them in.</summary>
public sealed class WaitingForStoresTests : LakeTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData("Data", 1)]
    [InlineData("Management", 0)]
    public async Task They_wait_for_a_store_that_wants_data_events(string category, int found)
    {
        Lake.Options.IngestionInterval = Day * 30;
        World.Given(new IamAccount { Id = World.Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = World.Now });
        await World.SettleAsync();
        var store = await GivenStoreAsync(request => request with { AdvancedEventSelectors = [new() { FieldSelectors = [.. Fields(category)] }] });
        await RecordReadAsync("papers", "plan");

        await World.AdvanceAsync(Day * 5);
        await UpdateToDataAsync(store);

        Assert.Equal(found, (await AskAsync($"SELECT element_at(requestParameters, 'key') FROM {store} WHERE eventName = 'GetObject'")).Count);
    }

    private static IEnumerable<AdvancedFieldSelectorShape> Fields(string category)
    {
        yield return new() { Field = "eventCategory", EqualsMember = [category] };
        if (category == "Data")
        {
            yield return new() { Field = "resources.type", EqualsMember = ["AWS::S3::Object"] };
        }
    }

    private Task UpdateToDataAsync(string store)
        => World.CallAsync(new Services.CloudTrail.Lake.Stores.UpdateEventDataStore(), new() { EventDataStore = store, AdvancedEventSelectors = [new() { FieldSelectors = [.. Fields("Data")] }] });
}
