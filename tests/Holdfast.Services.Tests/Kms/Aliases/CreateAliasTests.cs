using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;

namespace Holdfast.Services.Tests.Kms.Aliases;

public sealed class CreateAliasTests : KmsTests
{
    private CreateAlias CreateAlias => new(Quotas);

    [Fact]
    public async Task Names_a_key()
    {
        var key = await GivenKeyAsync();

        await World.CallAsync(CreateAlias, new() { AliasName = "alias/orders", TargetKeyId = key.Arn.Value });

        Assert.Equal(key.Id, (await World.FindAsync<Alias>(Alias.KeyOf(Account, "us-east-1", "alias/orders")))!.TargetKeyId);
        Assert.Equal(["alias/orders"], (await KeyAsync(key.Id)).AliasNames);
    }

    [Fact]
    public async Task Asks_about_the_alias_and_the_key()
    {
        var key = await GivenKeyAsync();

        var target = await World.TargetAsync(CreateAlias, new() { AliasName = "alias/orders", TargetKeyId = key.Id });

        Assert.Equal($"arn:aws:kms:us-east-1:{Account}:alias/orders", target.Resource.Value);
        Assert.Equal(key.Arn, Assert.Single(target.Also).Resource);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(CreateAlias, new() { AliasName = "alias/orders", TargetKeyId = key.Id });

        Assert.Equal(
            $"An alias with the name arn:aws:kms:us-east-1:{Account}:alias/orders already exists",
            await RefusedAsync<AlreadyExistsException>(() => World.CallAsync(CreateAlias, new() { AliasName = "alias/orders", TargetKeyId = key.Id })));
    }

    [Theory]
    [InlineData("orders", "ValidationException", "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html")]
    [InlineData("alias/", "ValidationException", "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html")]
    [InlineData("alias/aws/s3", "NotAuthorizedException", "")]
    [InlineData("alias/a:b", "ValidationException", "alias/a:b contains invalid characters for an alias")]
    public async Task Refuses_names_that_nobody_may_give(string name, string code, string message)
    {
        var key = await GivenKeyAsync();
        var before = World.Changes.Count;

        var error = await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(CreateAlias, new() { AliasName = name, TargetKeyId = key.Id }));

        Assert.Equal((code, message, before), (error.Code, error.Message, World.Changes.Count));
    }

    [Fact]
    public async Task Refuses_an_alias_of_an_alias_and_a_key_that_is_going_or_not_there()
    {
        var key = await GivenKeyAsync();

        Assert.Equal("Aliases must refer to keys. Not aliases", await RefusedAsync<CommonException>(() => World.CallAsync(CreateAlias, new() { AliasName = "alias/a", TargetKeyId = "alias/b" })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(CreateAlias, new() { AliasName = "alias/a", TargetKeyId = NoKey })));
        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(CreateAlias, new() { AliasName = "alias/a", TargetKeyId = key.Id }));
    }

    [Fact]
    public async Task Refuses_an_alias_beyond_the_quota()
    {
        var key = await GivenKeyAsync();
        CreateAlias createAlias = new(new() { AliasesPerKey = 1 });
        await World.CallAsync(createAlias, new() { AliasName = "alias/a", TargetKeyId = key.Id });

        await RefusedAsync<LimitExceededException>(() => World.CallAsync(createAlias, new() { AliasName = "alias/b", TargetKeyId = key.Id }));
    }
}
