using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class GetAccessKeyLastUsedTests : UsageTests
{
    private GetAccessKeyLastUsed GetAccessKeyLastUsed => new(Uses);

    [Fact]
    public async Task Tells_when_where_and_for_what_a_key_was_used()
    {
        var alice = GivenUser("alice");
        var key = GivenKey(alice);
        Called(CallerOf(alice, key), "GetCallerIdentity", "eu-west-1");

        var response = await World.CallAsync(GetAccessKeyLastUsed, new() { AccessKeyId = key.Id });

        Assert.Equal("alice", response.UserName);
        Assert.Equal(
            (World.Now, "eu-west-1", "sts"),
            (response.AccessKeyLastUsed!.LastUsedDate, response.AccessKeyLastUsed.Region, response.AccessKeyLastUsed.ServiceName));
    }

    [Fact]
    public async Task Says_so_when_a_key_was_never_used()
    {
        var key = GivenKey(GivenUser("alice"));

        var used = (await World.CallAsync(GetAccessKeyLastUsed, new() { AccessKeyId = key.Id })).AccessKeyLastUsed!;

        Assert.Equal((null, "N/A", "N/A"), (used.LastUsedDate, used.Region, used.ServiceName));
    }

    [Fact]
    public async Task Names_nobody_for_a_key_of_the_root_user()
    {
        World.Given(new AccessKey
        {
            Account = Account,
            OwnerId = Account.Value,
            Id = "AKIAIOSFODNN7EXAMPLE",
            SealedSecret = "sealed",
            Status = AccessKey.Active,
            CreateDate = Created,
        });

        Assert.Null((await World.CallAsync(GetAccessKeyLastUsed, new() { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" })).UserName);
    }

    [Theory]
    [InlineData("AKIAI44QH8DHBEXAMPLE")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    public async Task Refuses_a_key_that_is_unknown_or_of_another_account(string id)
    {
        GivenKey(GivenUser("alice"));

        Assert.Equal(
            $"User: arn:aws:iam::444455556666:root is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key {id}",
            await RefusedAsync<CommonException>(
                () => World.CallAsync(GetAccessKeyLastUsed, new() { AccessKeyId = id }, account: new AccountId("444455556666"))));
    }

    [Fact]
    public async Task Acts_on_the_user_that_has_the_key()
    {
        var alice = GivenUser("alice", "/team/", ("team", "red"));
        var key = GivenKey(alice);

        var target = await World.TargetAsync(GetAccessKeyLastUsed, new() { AccessKeyId = key.Id });

        Assert.Equal(alice.Arn, target.Resource);
        Assert.Contains(target.Context, condition => condition.Name == "aws:ResourceTag/team");
    }
}
