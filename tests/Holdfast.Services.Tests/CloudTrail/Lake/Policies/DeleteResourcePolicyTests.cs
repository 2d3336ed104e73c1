namespace Holdfast.Services.Tests.CloudTrail.Lake.Policies;

public sealed class DeleteResourcePolicyTests : ResourcePolicyTests
{
    [Fact]
    public async Task Takes_the_policy_away_once()
    {
        var arn = (await CreateAsync(await GivenActivityStoreAsync())).ChannelArn!;
        await PutAsync(arn, PolicyOf(arn, principal: "\"*\""));

        await DeleteAsync(arn);

        await RefusedAsync("ResourcePolicyNotFoundException", () => GetAsync(arn));
        await RefusedAsync("ResourcePolicyNotFoundException", () => DeleteAsync(arn));
    }

    [Fact]
    public Task Refuses_resources_that_are_not_there_or_have_no_policies() => RefusesMissingAsync(DeleteAsync);
}
