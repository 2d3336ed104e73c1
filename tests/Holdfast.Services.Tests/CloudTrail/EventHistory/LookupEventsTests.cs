using System.Text.Json;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Shapes;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.Iam;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.EventHistory;

public sealed class LookupEventsTests
{
    private static readonly Region Elsewhere = new("eu-west-1");

    private readonly World _world = new();
    private readonly LookupEvents _lookupEvents = NewLookup();

    [Fact]
    public async Task Tells_what_stands_out_of_a_record_and_the_record_itself()
    {
        await RecordAsync("CreateUser", new CreateUserRequest { UserName = "bob" }, asUser: "alice");

        var found = Assert.Single((await _world.CallAsync(_lookupEvents, new())).Events!);

        var record = JsonDocument.Parse(found.CloudTrailEvent!).RootElement;
        Assert.Equal(record.GetProperty("eventID").GetString(), found.EventId);
        Assert.Equal("CreateUser", found.EventName);
        Assert.Equal("false", found.ReadOnly);
        Assert.Equal("iam.amazonaws.com", found.EventSource);
        Assert.Equal("alice", found.Username);
        Assert.Equal("AKIAI44QH8DHBEXAMPLE", found.AccessKeyId);
        Assert.Equal(_world.Now, found.EventTime);
        Assert.Equal([new() { ResourceType = "AWS::IAM::User", ResourceName = "bob" }], found.Resources!);
    }

    [Fact]
    public async Task Calls_the_root_user_root()
    {
        await RecordAsync("ListUsers", new ListUsersRequest());

        var found = Assert.Single((await _world.CallAsync(_lookupEvents, new())).Events!);

        Assert.Equal("root", found.Username);
        Assert.Equal("true", found.ReadOnly);
        Assert.Empty(found.Resources!);
    }

    [Theory]
    [InlineData("EventName", "DeleteUser", "DeleteUser")]
    [InlineData("EventName", "deleteuser", "")]
    [InlineData("EventSource", "iam.amazonaws.com", "ListUsers,DeleteUser,CreateUser")]
    [InlineData("ReadOnly", "true", "ListUsers")]
    [InlineData("Username", "alice", "DeleteUser")]
    [InlineData("Username", "root", "ListUsers,CreateUser")]
    [InlineData("AccessKeyId", "AKIAI44QH8DHBEXAMPLE", "DeleteUser")]
    [InlineData("ResourceType", "AWS::IAM::User", "DeleteUser,CreateUser")]
    [InlineData("ResourceName", "bob", "CreateUser")]
    [InlineData("EventId", "7eca1c33-0000-4000-8000-000000000000", "")]
    public async Task Finds_by_each_attribute_newest_first(string key, string value, string expected)
    {
        await RecordAsync("CreateUser", new CreateUserRequest { UserName = "bob" });
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "carol" }, asUser: "alice");
        await RecordAsync("ListUsers", new ListUsersRequest());

        var response = await _world.CallAsync(_lookupEvents, By(key, value));

        Assert.Equal(expected, string.Join(',', response.Events!.Select(found => found.EventName)));
        Assert.Null(response.NextToken);
    }

    [Fact]
    public async Task Finds_an_event_by_its_id()
    {
        await RecordAsync("CreateUser", new CreateUserRequest { UserName = "bob" });
        await RecordAsync("CreateUser", new CreateUserRequest { UserName = "carol" });
        var all = (await _world.CallAsync(_lookupEvents, new())).Events!;

        var found = await _world.CallAsync(_lookupEvents, By("EventId", all[1].EventId!));

        Assert.Equal([all[1]], found.Events!);
    }

    [Fact]
    public async Task Finds_between_two_instants_which_belong_to_the_span()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = $"user{minute}" });
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var start = _world.Clock.Start;
        var response = await _world.CallAsync(_lookupEvents, new() { StartTime = start.AddMinutes(1), EndTime = start.AddMinutes(3) });

        Assert.Equal(["user3", "user2", "user1"], response.Events!.Select(NameOf));
    }

    [Fact]
    public async Task Pages_hold_still_while_new_events_come()
    {
        for (var number = 0; number < 5; number++)
        {
            await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = $"user{number}" });
        }

        var first = await _world.CallAsync(_lookupEvents, new() { MaxResults = 2 });
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "late" });
        var second = await _world.CallAsync(_lookupEvents, new() { MaxResults = 2, NextToken = first.NextToken });
        var third = await _world.CallAsync(_lookupEvents, new() { MaxResults = 2, NextToken = second.NextToken });

        Assert.Equal(["user4", "user3"], first.Events!.Select(NameOf));
        Assert.Equal(["user2", "user1"], second.Events!.Select(NameOf));
        Assert.Equal(["user0"], third.Events!.Select(NameOf));
        Assert.Null(third.NextToken);
    }

    [Fact]
    public async Task Gives_fifty_events_when_not_told_how_many()
    {
        for (var number = 0; number < LookupEvents.PageSizeMax + 1; number++)
        {
            await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = $"user{number}" });
        }

        var response = await _world.CallAsync(_lookupEvents, new());

        Assert.Equal(LookupEvents.PageSizeMax, response.Events!.Count);
        Assert.NotNull(response.NextToken);
    }

    [Fact]
    public async Task Sees_only_the_account_and_region_of_the_call()
    {
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "here" });
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "there" }, region: Elsewhere);

        Assert.Equal(["here"], (await _world.CallAsync(_lookupEvents, new())).Events!.Select(NameOf));
        Assert.Equal(["there"], (await _world.CallAsync(_lookupEvents, new(), region: Elsewhere)).Events!.Select(NameOf));
        Assert.Empty((await _world.CallAsync(_lookupEvents, new(), account: new AccountId("444455556666"))).Events!);
    }

    [Fact]
    public async Task Reaches_ninety_days_back_and_no_further()
    {
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "old" });
        _world.Clock.Advance(AuditStream.Retention);
        var atTheLimit = await _world.CallAsync(_lookupEvents, new() { StartTime = DateTimeOffset.UnixEpoch });
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        var beyond = await _world.CallAsync(_lookupEvents, new() { StartTime = DateTimeOffset.UnixEpoch });

        Assert.Single(atTheLimit.Events!);
        Assert.Empty(beyond.Events!);
    }

    [Fact]
    public async Task Finds_no_insights_since_nothing_looks_for_any()
    {
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "bob" });

        Assert.Empty((await _world.CallAsync(_lookupEvents, new() { EventCategory = "insight" })).Events!);
    }

    [Fact]
    public async Task Refuses_another_category()
        => await Assert.ThrowsAsync<InvalidEventCategoryException>(() => _world.CallAsync(_lookupEvents, new() { EventCategory = "data" }));

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public async Task Refuses_a_page_that_is_too_small_or_too_large(int size)
        => await Assert.ThrowsAsync<InvalidMaxResultsException>(() => _world.CallAsync(_lookupEvents, new() { MaxResults = size }));

    [Fact]
    public async Task Refuses_a_start_after_the_end()
        => await Assert.ThrowsAsync<InvalidTimeRangeException>(
            () => _world.CallAsync(_lookupEvents, new() { StartTime = _world.Now, EndTime = _world.Now.AddSeconds(-1) }));

    [Fact]
    public async Task Refuses_an_attribute_that_it_does_not_know()
        => await Assert.ThrowsAsync<InvalidLookupAttributesException>(() => _world.CallAsync(_lookupEvents, By("Colour", "red")));

    [Fact]
    public async Task Refuses_two_attributes()
    {
        var both = new LookupEventsRequest { LookupAttributes = [.. By("EventName", "A").LookupAttributes!, .. By("Username", "b").LookupAttributes!] };

        await Assert.ThrowsAsync<InvalidLookupAttributesException>(() => _world.CallAsync(_lookupEvents, both));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public async Task Refuses_a_token_that_it_did_not_make(string token)
        => await Assert.ThrowsAsync<InvalidNextTokenException>(() => _world.CallAsync(_lookupEvents, new() { NextToken = token }));

    [Fact]
    public async Task Refuses_a_token_of_another_query_or_another_place()
    {
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "a" });
        await RecordAsync("DeleteUser", new DeleteUserRequest { UserName = "b" });
        var token = (await _world.CallAsync(_lookupEvents, By("EventName", "DeleteUser") with { MaxResults = 1 })).NextToken;

        await Assert.ThrowsAsync<InvalidNextTokenException>(
            () => _world.CallAsync(_lookupEvents, By("EventSource", "iam.amazonaws.com") with { NextToken = token }));
        await Assert.ThrowsAsync<InvalidNextTokenException>(
            () => _world.CallAsync(_lookupEvents, By("EventName", "DeleteUser") with { NextToken = token }, region: Elsewhere));
    }

    [Fact]
    public async Task Holds_lookups_to_the_rate_of_the_options_in_each_region()
    {
        var lookup = NewLookup(new() { LookupsPerSecond = EventHistoryOptions.LookupsPerSecondOfAws });
        await _world.CallAsync(lookup, new());
        await _world.CallAsync(lookup, new());

        var error = await Assert.ThrowsAsync<CommonException>(() => _world.CallAsync(lookup, new()));
        await _world.CallAsync(lookup, new(), region: Elsewhere);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        await _world.CallAsync(lookup, new());

        Assert.Equal("ThrottlingException", error.Code);
        Assert.Equal("Rate exceeded", error.Message);
    }

    [Fact]
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal(Target.Any, await _world.TargetAsync(_lookupEvents, new()));

    private static LookupEvents NewLookup(EventHistoryOptions? options = null)
        => new(new EventResources([new IamService().Model]), options ?? new());

    private static LookupEventsRequest By(string key, string value)
        => new() { LookupAttributes = [new() { AttributeKey = key, AttributeValue = value }] };

    private static string? NameOf(EventShape found)
        => JsonDocument.Parse(found.CloudTrailEvent!).RootElement.GetProperty("requestParameters").GetProperty("userName").GetString();

    private Task RecordAsync(string operation, IShape input, string? asUser = null, Region? region = null)
        => _world.WriteAsync(transaction =>
        {
            var call = _world.NewCall(transaction, "request", asUser, region: region);
            new Recorder(_world.Ids).Record(transaction, new()
            {
                Operation = new IamService().Model.FindOperation(operation)!,
                Caller = call.Caller,
                Account = call.Account,
                Region = call.Region,
                Now = call.Now,
                RequestId = call.RequestId,
                Request = call.Request,
                Input = input,
            });
        });
}
