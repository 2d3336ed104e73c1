using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Policies;

public sealed class PutResourcePolicyTests : ResourcePolicyTests
{
    [Fact]
    public async Task Gives_a_store_a_policy_by_which_calls_on_it_are_judged()
    {
        GivenFriend();
        var id = await GivenStoreAsync();
        var policy = PolicyOf(StoreArnOf(id));

        var put = await PutAsync(StoreArnOf(id), policy);

        Assert.Equal((StoreArnOf(id), policy), (put.ResourceArn, put.ResourcePolicy));
        var target = await World.TargetAsync(new GetEventDataStore(), new() { EventDataStore = StoreArnOf(id) }, account: new("444455556666"));
        Assert.Equal((policy, World.Account), (target.ResourcePolicy, target.Owner));
        var seen = await World.CallAsync(new GetEventDataStore(), new() { EventDataStore = StoreArnOf(id) }, account: new("444455556666"));
        Assert.Equal(StoreName, seen.Name);
    }

    [Fact]
    public async Task Gives_a_channel_a_policy_in_the_place_of_the_one_before()
    {
        GivenFriend();
        var channel = (await CreateAsync(await GivenActivityStoreAsync())).ChannelArn!;
        await PutAsync(channel, PolicyOf(channel, "cloudtrail-data:PutAuditEvents"));

        var second = PolicyOf(channel, "cloudtrail-data:*", "\"*\"");
        await PutAsync(channel, second);

        Assert.Equal(second, (await GetAsync(channel)).ResourcePolicy);
    }

    [Theory]
    [InlineData("{", "not valid")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"cloudtrail:*\",\"Resource\":\"ARN\"}]}", "not valid")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"cloudtrail:*\",\"Resource\":\"*\"}]}", "The resource of each statement must be")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"ARN\"}]}", "not one of CloudTrail")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"111122223333\"},\"Action\":\"cloudtrail:*\",\"Resource\":\"ARN\"}]}", "NotPrincipal")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/nobody\"},\"Action\":\"cloudtrail:*\",\"Resource\":\"ARN\"}]}", "The principal arn:aws:iam::111122223333:user/nobody is not valid.")]
    public async Task Refuses_what_is_no_policy_of_the_resource(string policy, string words)
    {
        var arn = StoreArnOf(await GivenStoreAsync());

        var error = await RefusedAsync("ResourcePolicyNotValidException", () => PutAsync(arn, policy.Replace("ARN", arn, StringComparison.Ordinal)));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_resources_that_are_not_there_or_have_no_policies() => RefusesMissingAsync(arn => PutAsync(arn, PolicyOf(arn)));
}
