using Holdfast.Kernel.Ids;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts;

public sealed class AccessKeyIdsTests
{
    [Theory]
    [InlineData("000000000000")]
    [InlineData("111122223333")]
    [InlineData("999999999999")]
    public void A_temporary_key_tells_its_account(string account)
    {
        var ids = new SeededIdSource(1);

        var first = ids.NewTemporaryAccessKeyId(new(account));
        var second = ids.NewTemporaryAccessKeyId(new(account));

        Assert.Matches("^ASIA[A-Z2-7]{16}$", first);
        Assert.NotEqual(first, second);
        Assert.Equal((account, account), (AccessKeyIds.AccountOf(first)!.Value.Value, AccessKeyIds.AccountOf(second)!.Value.Value));
    }

    // The one published example of the encoding: "ASIAQNZGKIQY56JQ7WML" is a key of account 029608264753.
    [Fact]
    public void Reads_the_ids_that_aws_gives_out()
        => Assert.Equal("029608264753", AccessKeyIds.AccountOf("ASIAQNZGKIQY56JQ7WML")!.Value.Value);

    [Theory]
    [InlineData("AKIAQNZGKIQY56JQ7WML")]
    [InlineData("ASIAQNZGKIQY56JQ7WM")]
    [InlineData("ASIAQNZGKIQY56JQ7WM1")]
    [InlineData("ASIA7777777777777777")]
    public void Reads_no_account_out_of_other_ids(string accessKeyId)
        => Assert.Null(AccessKeyIds.AccountOf(accessKeyId));
}
