using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;

namespace Holdfast.Services.Tests.Kms.Aliases;

public sealed class UpdateAliasTests : KmsTests
{
    private UpdateAlias UpdateAlias => new(Quotas);

    [Fact]
    public async Task Points_an_alias_to_another_key()
    {
        var (first, second) = (await GivenKeyAsync(), await GivenKeyAsync());
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = first.Id });
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        await World.CallAsync(UpdateAlias, new() { AliasName = "alias/orders", TargetKeyId = second.Id });

        var alias = (await World.FindAsync<Alias>(Alias.KeyOf(Account, "us-east-1", "alias/orders")))!;
        Assert.Equal((second.Id, World.Now, World.Now.AddHours(-1)), (alias.TargetKeyId, alias.LastUpdatedDate!.Value, alias.CreationDate!.Value));
        Assert.Empty((await KeyAsync(first.Id)).AliasNames);
        Assert.Equal(["alias/orders"], (await KeyAsync(second.Id)).AliasNames);
    }

    [Fact]
    public async Task Asks_about_the_alias_and_both_keys()
    {
        var (first, second) = (await GivenKeyAsync(), await GivenKeyAsync());
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = first.Id });

        var target = await World.TargetAsync(UpdateAlias, new() { AliasName = "alias/orders", TargetKeyId = second.Id });

        Assert.Equal([first.Arn, second.Arn], target.Also.Select(also => also.Resource));
    }

    [Fact]
    public async Task Refuses_keys_of_another_kind_and_names_of_nothing()
    {
        var (first, mac) = (await GivenKeyAsync(), await GivenKeyAsync(KeySpec.Hmac256));
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = first.Id });

        await RefusedAsync<CommonException>(() => World.CallAsync(UpdateAlias, new() { AliasName = "alias/orders", TargetKeyId = mac.Id }));
        Assert.Equal(
            $"Alias arn:aws:kms:us-east-1:{Account}:alias/none is not found.",
            await RefusedAsync<NotFoundException>(() => World.CallAsync(UpdateAlias, new() { AliasName = "alias/none", TargetKeyId = first.Id })));
        await RefusedWhenPendingDeletionAsync(first, () => World.CallAsync(UpdateAlias, new() { AliasName = "alias/orders", TargetKeyId = first.Id }));
    }

    [Fact]
    public async Task Refuses_an_alias_beyond_the_quota_of_the_new_key()
    {
        var (first, second) = (await GivenKeyAsync(), await GivenKeyAsync());
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/a", TargetKeyId = first.Id });
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/b", TargetKeyId = second.Id });

        await RefusedAsync<LimitExceededException>(() => World.CallAsync(new UpdateAlias(new() { AliasesPerKey = 1 }), new() { AliasName = "alias/a", TargetKeyId = second.Id }));
    }
}
