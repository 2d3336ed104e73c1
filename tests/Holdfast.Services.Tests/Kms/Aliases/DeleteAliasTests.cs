using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;

namespace Holdfast.Services.Tests.Kms.Aliases;

public sealed class DeleteAliasTests : KmsTests
{
    [Fact]
    public async Task Takes_the_name_and_leaves_the_key()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = key.Id });
        await InStateAsync(key, KeyState.PendingDeletion);

        await World.CallAsync(new DeleteAlias(), new() { AliasName = "alias/orders" });

        Assert.Null(await World.FindAsync<Alias>(Alias.KeyOf(Account, "us-east-1", "alias/orders")));
        Assert.Empty((await KeyAsync(key.Id)).AliasNames);
    }

    [Fact]
    public async Task Refuses_names_of_nothing_and_of_aws()
    {
        Assert.Equal(
            $"Alias arn:aws:kms:us-east-1:{Account}:alias/none is not found.",
            await RefusedAsync<NotFoundException>(() => World.CallAsync(new DeleteAlias(), new() { AliasName = "alias/none" })));
        await RefusedAsync<CommonException>(() => World.CallAsync(new DeleteAlias(), new() { AliasName = "alias/aws/s3" }));
    }
}
