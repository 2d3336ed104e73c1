using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class UpdateEventDataStoreTests : LakeTests
{
    [Fact]
    public async Task Changes_what_the_request_names_and_nothing_else()
    {
        var id = await GivenStoreAsync();
        World.Clock.Advance(TimeSpan.FromHours(1));

        var response = await UpdateAsync(new() { EventDataStore = id, Name = "renamed", RetentionPeriod = 90, TerminationProtectionEnabled = true });

        Assert.Equal(("renamed", 90, true, World.Now), (response.Name, response.RetentionPeriod, response.TerminationProtectionEnabled, response.UpdatedTimestamp));
        var store = await StoreOfAsync(id);
        Assert.Equal(("renamed", true, World.Now - TimeSpan.FromHours(1)), (store.Name, store.IsMultiRegion, store.CreatedAt));
    }

    [Fact]
    public async Task Refuses_a_name_that_another_store_has()
    {
        var id = await GivenStoreAsync();
        await GivenStoreAsync(request => request with { Name = "other" });

        await RefusedAsync("EventDataStoreAlreadyExistsException", () => UpdateAsync(new() { EventDataStore = id, Name = "other" }));
    }

    [Fact]
    public async Task Refuses_another_kind_of_events_and_the_seven_year_price()
    {
        var id = await GivenStoreAsync();

        await RefusedAsync("InvalidEventSelectorsException", () => UpdateAsync(new()
        {
            EventDataStore = id,
            AdvancedEventSelectors = [new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["ActivityAuditLog"] }] }],
        }));
        await RefusedAsync("InvalidParameterException", () => UpdateAsync(new() { EventDataStore = id, BillingMode = BillingMode.FixedRetentionPricing }));
        await RefusedAsync("InvalidParameterException", () => UpdateAsync(new() { EventDataStore = id, RetentionPeriod = 4000 }));
        await RefusedAsync("OrganizationsNotInUseException", () => UpdateAsync(new() { EventDataStore = id, OrganizationEnabled = true }));
        await RefusedAsync("UnsupportedOperationException", () => UpdateAsync(new() { EventDataStore = id, KmsKeyId = "alias/x" }));
    }

    [Fact]
    public async Task Refuses_a_store_that_is_pending_deletion()
    {
        var id = await GivenStoreAsync();
        await World.CallAsync(new DeleteEventDataStore(), new() { EventDataStore = id });

        await RefusedAsync("InactiveEventDataStoreException", () => UpdateAsync(new() { EventDataStore = id, Name = "renamed" }));
    }

    private Task<UpdateEventDataStoreResponse> UpdateAsync(UpdateEventDataStoreRequest request) => World.CallAsync(new UpdateEventDataStore(), request);
}
