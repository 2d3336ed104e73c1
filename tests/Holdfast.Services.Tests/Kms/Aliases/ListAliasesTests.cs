using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Aliases;

public sealed class ListAliasesTests : KmsTests
{
    [Fact]
    public async Task Lists_those_of_aws_with_a_key_once_there_is_one()
    {
        var made = await World.CallAsync(new DescribeKey(Ring), new() { KeyId = "alias/aws/s3" });

        var aliases = (await World.CallAsync(new ListAliases(), new())).Aliases!;

        Assert.Equal(ManagedKeys.AliasNames, aliases.Select(alias => alias.AliasName));
        Assert.Equal(made.KeyMetadata!.KeyId, aliases.Single(alias => alias.AliasName == "alias/aws/s3").TargetKeyId);
        Assert.Null(aliases.Single(alias => alias.AliasName == "alias/aws/sns").TargetKeyId);
    }

    [Fact]
    public async Task Pages_through_all_of_them_in_order()
    {
        var key = await GivenKeyAsync();
        foreach (var name in new[] { "alias/zebra", "alias/aardvark", "alias/b" })
        {
            await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = name, TargetKeyId = key.Id });
        }

        var found = new List<string>();
        string? marker = null;
        do
        {
            var page = await World.CallAsync(new ListAliases(), new() { Limit = 4, Marker = marker });
            Assert.True(page.Aliases!.Count is > 0 and <= 4);
            found.AddRange(page.Aliases.Select(alias => alias.AliasName!));
            marker = page.NextMarker;
            Assert.Equal(marker is not null, page.Truncated);
        }
        while (marker is not null);

        Assert.Equal(ManagedKeys.AliasNames.Concat(["alias/zebra", "alias/aardvark", "alias/b"]).Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task Lists_those_of_one_key()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = key.Id });

        var alias = Assert.Single((await World.CallAsync(new ListAliases(), new() { KeyId = key.Id })).Aliases!);

        Assert.Equal(("alias/orders", $"arn:aws:kms:us-east-1:{Account}:alias/orders", key.Id), (alias.AliasName, alias.AliasArn, alias.TargetKeyId));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new ListAliases(), new() { KeyId = NoKey })));
        await RefusedAsync<InvalidMarkerException>(() => World.CallAsync(new ListAliases(), new() { Marker = "?" }));
    }
}
