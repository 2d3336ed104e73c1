using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Channels;

public sealed class CreateChannelTests : ChannelTests
{
    [Fact]
    public async Task Keeps_and_answers_the_channel()
    {
        var store = await GivenActivityStoreAsync();

        var response = await CreateAsync(store, tags: [new() { Key = "team", Value = "red" }]);

        Assert.Matches("^arn:aws:cloudtrail:us-east-1:111122223333:channel/[0-9a-f-]{36}$", response.ChannelArn);
        Assert.Equal((Name, "Custom", StoreArnOf(store)), (response.Name, response.Source, response.Destinations![0].Location));
        Assert.Equal("red", (await World.FindAsync<Channel>(Channel.KeyOf(World.Account, World.Region.Value, IdOf(response.ChannelArn!))))!.Tags["team"]);
    }

    [Fact]
    public async Task Refuses_a_name_that_another_channel_has()
    {
        var store = await GivenActivityStoreAsync();
        await CreateAsync(store);

        await RefusedAsync("ChannelAlreadyExistsException", () => CreateAsync(store));
    }

    [Fact]
    public async Task Refuses_a_store_of_other_events_and_one_that_is_not_there()
    {
        var store = await GivenStoreAsync();

        await RefusedAsync("InvalidEventDataStoreCategoryException", () => CreateAsync(store));
        await RefusedAsync("EventDataStoreNotFoundException", () => CreateAsync("0233062b-51c6-4d18-8dec-a8c90da840d9"));
        await RefusedAsync("EventDataStoreARNInvalidException", () => CreateAsync("nothing"));
    }

    [Fact]
    public async Task Refuses_a_source_that_is_not_here_and_another_kind_of_destination()
    {
        var store = await GivenActivityStoreAsync();

        await RefusedAsync("InvalidSourceException", () => World.CallAsync(new CreateChannel(), new() { Name = Name, Source = "Okta", Destinations = DestinationsOf(store) }));
        await RefusedAsync("InvalidParameterException", () => World.CallAsync(
            new CreateChannel(), new() { Name = Name, Source = "Custom", Destinations = [new() { Type = DestinationType.AwsService, Location = "x" }] }));
    }

    [Fact]
    public async Task Refuses_a_twenty_sixth_channel()
    {
        var store = await GivenActivityStoreAsync();
        for (var i = 0; i < Channel.QuotaPerRegion; i++)
        {
            await CreateAsync(store, Name + i);
        }

        await RefusedAsync("ChannelMaxLimitExceededException", () => CreateAsync(store));
    }
}
