using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;

namespace Holdfast.Services.Tests.Iam.AccessKeys;

public sealed class DeleteAccessKeyTests : IamTests
{
    [Fact]
    public async Task Deletes_a_key_of_the_user_that_is_named()
    {
        GivenUser("alice");
        var id = await NewKeyAsync("alice");

        await World.CallAsync(new DeleteAccessKey(), new() { UserName = "alice", AccessKeyId = id });

        Assert.Empty(await World.ListAsync<AccessKey>(""));
    }

    [Fact]
    public async Task Deletes_a_key_of_the_caller_when_no_user_is_named()
    {
        GivenUser("alice");
        var id = await NewKeyAsync("alice");

        await World.CallAsync(new DeleteAccessKey(), new() { AccessKeyId = id }, asUser: "alice");

        Assert.Empty(await World.ListAsync<AccessKey>(""));
    }

    [Fact]
    public async Task Refuses_a_key_of_another_user()
    {
        GivenUser("alice");
        GivenUser("bob");
        var id = await NewKeyAsync("alice");

        Assert.Equal(
            $"The Access Key with id {id} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DeleteAccessKey(), new() { UserName = "bob", AccessKeyId = id })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DeleteAccessKey(), new() { UserName = "nobody", AccessKeyId = "AKIAIOSFODNN7EXAMPLE" })));

    private async Task<string> NewKeyAsync(string userName)
        => (await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = userName })).AccessKey.AccessKeyId;
}
