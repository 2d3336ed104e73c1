using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;

namespace Holdfast.Services.Tests.Iam.AccessKeys;

public sealed class ListAccessKeysTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_keys_of_one_user_without_their_secrets()
    {
        GivenUser("alice");
        GivenUser("bob");
        var ids = new List<string> { await NewKeyAsync("alice"), await NewKeyAsync("alice") };
        await NewKeyAsync("bob");

        var first = await World.CallAsync(new ListAccessKeys(), new() { UserName = "alice", MaxItems = 1 });
        var second = await World.CallAsync(new ListAccessKeys(), new() { UserName = "alice", MaxItems = 1, Marker = first.Marker });

        Assert.True(first.IsTruncated);
        Assert.False(second.IsTruncated);
        Assert.Equal(ids.Order(StringComparer.Ordinal), [first.AccessKeyMetadata[0].AccessKeyId!, second.AccessKeyMetadata[0].AccessKeyId!]);
        Assert.Equal(("alice", "Active", (DateTimeOffset?)World.Now), (
            first.AccessKeyMetadata[0].UserName, first.AccessKeyMetadata[0].Status, first.AccessKeyMetadata[0].CreateDate));
    }

    [Fact]
    public async Task Lists_the_keys_of_root_for_root()
    {
        GivenUser("alice");
        await NewKeyAsync("alice");
        var own = await NewKeyAsync(userName: null);

        var response = await World.CallAsync(new ListAccessKeys(), new());

        Assert.Equal(own, Assert.Single(response.AccessKeyMetadata).AccessKeyId);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListAccessKeys(), new() { UserName = "nobody" })));

    private async Task<string> NewKeyAsync(string? userName)
        => (await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = userName })).AccessKey.AccessKeyId;
}
