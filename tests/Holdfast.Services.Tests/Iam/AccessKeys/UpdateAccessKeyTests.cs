using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;

namespace Holdfast.Services.Tests.Iam.AccessKeys;

public sealed class UpdateAccessKeyTests : IamTests
{
    [Fact]
    public async Task Makes_a_key_inactive_and_active_again()
    {
        GivenUser("alice");
        var id = await NewKeyAsync("alice");

        await World.CallAsync(new UpdateAccessKey(), new() { UserName = "alice", AccessKeyId = id, Status = "Inactive" });
        Assert.Equal("Inactive", (await World.ListAsync<AccessKey>(""))[0].Status);

        await World.CallAsync(new UpdateAccessKey(), new() { AccessKeyId = id, Status = "Active" }, asUser: "alice");
        Assert.Equal("Active", (await World.ListAsync<AccessKey>(""))[0].Status);
    }

    [Fact]
    public async Task Changes_nothing_when_the_key_has_the_status_already()
    {
        GivenUser("alice");
        var id = await NewKeyAsync("alice");
        var before = World.Changes.Count;

        await World.CallAsync(new UpdateAccessKey(), new() { UserName = "alice", AccessKeyId = id, Status = "Active" });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_to_let_a_key_expire()
    {
        GivenUser("alice");
        var id = await NewKeyAsync("alice");

        await RefusedAsync<InvalidInputException>(
            () => World.CallAsync(new UpdateAccessKey(), new() { UserName = "alice", AccessKeyId = id, Status = "Expired" }));
    }

    [Fact]
    public async Task Refuses_an_unknown_key()
    {
        GivenUser("alice");

        Assert.Equal(
            "The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new UpdateAccessKey(), new() { UserName = "alice", AccessKeyId = "AKIAIOSFODNN7EXAMPLE", Status = "Inactive" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
                new UpdateAccessKey(), new() { UserName = "nobody", AccessKeyId = "AKIAIOSFODNN7EXAMPLE", Status = "Inactive" })));

    private async Task<string> NewKeyAsync(string userName)
        => (await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = userName })).AccessKey.AccessKeyId;
}
