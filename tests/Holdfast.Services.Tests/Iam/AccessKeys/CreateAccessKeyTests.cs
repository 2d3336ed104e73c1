using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;

namespace Holdfast.Services.Tests.Iam.AccessKeys;

public sealed class CreateAccessKeyTests : IamTests
{
    private CreateAccessKey CreateAccessKey => new(World.Sealer, Quotas);

    [Fact]
    public async Task Returns_the_secret_once_and_stores_it_sealed_for_this_key()
    {
        GivenUser("alice");

        var response = await World.CallAsync(CreateAccessKey, new() { UserName = "alice" });

        var key = response.AccessKey;
        Assert.Matches("^AKIA[A-Z2-7]{16}$", key.AccessKeyId);
        Assert.Equal(40, key.SecretAccessKey.Length);
        Assert.Equal(("alice", "Active"), (key.UserName, key.Status));
        Assert.Equal(World.Now, key.CreateDate);
        var stored = World.Changes[^1].After<AccessKey>()!;
        Assert.Equal(key.SecretAccessKey, World.Sealer.Open(stored.SealedSecret, key.AccessKeyId));
        Assert.DoesNotContain(key.SecretAccessKey, response.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(stored.SealedSecret, stored.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_the_caller_when_no_user_is_named()
    {
        GivenUser("alice");

        var response = await World.CallAsync(CreateAccessKey, new(), asUser: "alice");

        Assert.Equal("alice", response.AccessKey.UserName);
    }

    [Fact]
    public async Task Gives_root_a_key_of_its_own()
    {
        var response = await World.CallAsync(CreateAccessKey, new());

        Assert.Equal(Account.Value, World.Changes[^1].After<AccessKey>()!.OwnerId);
        Assert.Null(response.AccessKey.UserName);
    }

    [Fact]
    public async Task Refuses_a_third_key_and_changes_nothing()
    {
        GivenUser("alice");
        await World.CallAsync(CreateAccessKey, new() { UserName = "alice" });
        await World.CallAsync(CreateAccessKey, new() { UserName = "alice" });

        Assert.Equal(
            "Cannot exceed quota for AccessKeysPerUser: 2",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(CreateAccessKey, new() { UserName = "alice" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(CreateAccessKey, new() { UserName = "nobody" })));

    [Fact]
    public async Task Refuses_a_session_that_names_nobody()
        => Assert.Equal(
            "Must specify userName when calling with non-User credentials",
            await RefusedAsync<CommonException>(() => World.CallAsync(CreateAccessKey, new(), caller: Session)));
}
