namespace Holdfast.Services.Tests.CloudTrail.Lake.Policies;

public sealed class GetResourcePolicyTests : ResourcePolicyTests
{
    [Fact]
    public async Task Gives_the_policy_as_it_was_put()
    {
        var arn = StoreArnOf(await GivenStoreAsync());
        var policy = PolicyOf(arn, principal: "\"*\"");
        await PutAsync(arn, policy);

        var found = await GetAsync(arn);

        Assert.Equal((arn, policy), (found.ResourceArn, found.ResourcePolicy));
    }

    [Fact]
    public async Task Refuses_a_resource_without_a_policy()
    {
        var arn = StoreArnOf(await GivenStoreAsync());

        await RefusedAsync("ResourcePolicyNotFoundException", () => GetAsync(arn));
    }

    [Fact]
    public Task Refuses_resources_that_are_not_there_or_have_no_policies() => RefusesMissingAsync(GetAsync);
}
