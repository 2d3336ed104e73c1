using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Stores;

public sealed class CreateEventDataStoreTests : LakeTests
{
    [Fact]
    public async Task Keeps_and_answers_the_defaults_of_AWS()
    {
        var response = await CreateAsync(new() { Name = StoreName });

        Assert.Matches("^arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/[0-9a-f-]{36}$", response.EventDataStoreArn);
        Assert.Equal((StoreName, EventDataStoreStatus.ENABLED, 366), (response.Name, response.Status, response.RetentionPeriod));
        Assert.Equal((true, false, true), (response.MultiRegionEnabled, response.OrganizationEnabled, response.TerminationProtectionEnabled));
        Assert.Equal(BillingMode.ExtendableRetentionPricing, response.BillingMode);
        Assert.Equal(["Management"], response.AdvancedEventSelectors![0].FieldSelectors[0].EqualsMember!);
        Assert.Equal(World.Now, response.CreatedTimestamp);
        Assert.Equal(response.EventDataStoreArn, (await StoreOfAsync(IdOf(response.EventDataStoreArn!))).Arn);
    }

    [Fact]
    public async Task Keeps_what_the_request_says()
    {
        var response = await CreateAsync(new()
        {
            Name = StoreName,
            MultiRegionEnabled = false,
            RetentionPeriod = 7,
            TerminationProtectionEnabled = false,
            BillingMode = BillingMode.FixedRetentionPricing,
            StartIngestion = false,
            TagsList = [new() { Key = "team", Value = "red" }],
        });

        var store = await StoreOfAsync(IdOf(response.EventDataStoreArn!));
        Assert.Equal((false, 7, false), (store.IsMultiRegion, store.RetentionDays, store.IsProtected));
        Assert.Equal((EventDataStoreStatus.StoppedIngestion, "red"), (store.Status, store.Tags["team"]));
        Assert.Empty(store.Windows);
    }

    [Fact]
    public async Task A_store_of_the_seven_year_price_keeps_events_for_seven_years()
        => Assert.Equal(2557, (await CreateAsync(new() { Name = StoreName, BillingMode = BillingMode.FixedRetentionPricing })).RetentionPeriod);

    [Fact]
    public async Task Refuses_a_name_that_another_store_has()
    {
        await CreateAsync(new() { Name = StoreName });

        await RefusedAsync("EventDataStoreAlreadyExistsException", () => CreateAsync(new() { Name = StoreName }));
    }

    [Fact]
    public async Task Refuses_an_eleventh_store()
    {
        for (var i = 0; i < EventDataStore.QuotaPerRegion; i++)
        {
            await CreateAsync(new() { Name = StoreName + i });
        }

        await RefusedAsync("EventDataStoreMaxLimitExceededException", () => CreateAsync(new() { Name = StoreName }));
    }

    [Theory]
    [InlineData(6, BillingMode.ExtendableRetentionPricing)]
    [InlineData(3654, BillingMode.ExtendableRetentionPricing)]
    [InlineData(2558, BillingMode.FixedRetentionPricing)]
    public async Task Refuses_a_retention_that_the_billing_mode_does_not_have(int days, string billing)
        => await RefusedAsync("InvalidParameterException", () => CreateAsync(new() { Name = StoreName, RetentionPeriod = days, BillingMode = billing }));

    [Theory]
    [InlineData("ConfigurationItem")]
    [InlineData("Insight")]
    public async Task Refuses_selectors_of_events_that_are_not_here(string category)
        => await RefusedAsync("InvalidEventSelectorsException", () => CreateAsync(new()
        {
            Name = StoreName,
            AdvancedEventSelectors = [new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = [category] }] }],
        }));

    [Fact]
    public async Task Refuses_events_from_outside_together_with_others()
        => await RefusedAsync("InvalidEventSelectorsException", () => CreateAsync(new()
        {
            Name = StoreName,
            AdvancedEventSelectors =
            [
                new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["ActivityAuditLog"] }] },
                new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["Management"] }] },
            ],
        }));

    [Fact]
    public async Task Refuses_a_store_of_an_organization_and_a_key_of_ones_own()
    {
        await RefusedAsync("OrganizationsNotInUseException", () => CreateAsync(new() { Name = StoreName, OrganizationEnabled = true }));
        await RefusedAsync("UnsupportedOperationException", () => CreateAsync(new() { Name = StoreName, KmsKeyId = "alias/x" }));
    }

    [Fact]
    public async Task Refuses_tags_that_come_twice()
        => await RefusedAsync("InvalidTagParameterException", () => CreateAsync(new()
        {
            Name = StoreName,
            TagsList = [new() { Key = "a", Value = "1" }, new() { Key = "a", Value = "2" }],
        }));

    private Task<CreateEventDataStoreResponse> CreateAsync(CreateEventDataStoreRequest request) => World.CallAsync(new CreateEventDataStore(Lake.Options), request);
}
