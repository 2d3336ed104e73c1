using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Grants;

namespace Holdfast.Services.Tests.Kms.Grants;

public sealed class RetireGrantTests : GrantTests
{
    private RetireGrant RetireGrant => new(Ring);

    [Fact]
    public async Task Ends_a_grant_by_its_token_or_by_its_id()
    {
        var key = await GivenKeyAsync();
        var (first, second) = (await GivenGrantAsync(key), await GivenGrantAsync(key));

        await World.CallAsync(RetireGrant, new() { GrantToken = first.GrantToken });
        await World.CallAsync(RetireGrant, new() { KeyId = key.Arn.Value, GrantId = second.GrantId });

        Assert.Null(await GrantAsync(key, first.GrantId));
        Assert.Null(await GrantAsync(key, second.GrantId));
    }

    [Fact]
    public async Task Is_for_those_whom_the_grant_itself_lets()
    {
        var key = await GivenKeyAsync();
        var made = await GivenGrantAsync(key, retiring: Carol, operations: [GrantOperation.RetireGrant]);

        var grants = (await World.TargetAsync(RetireGrant, new() { GrantToken = made.GrantToken })).Grants!;

        Assert.Contains(Bob, grants, StringComparison.Ordinal);
        Assert.Contains(Carol, grants, StringComparison.Ordinal);
        Assert.Contains($"arn:aws:iam::{Account}:root", grants, StringComparison.Ordinal);
        Assert.DoesNotContain(Bob, (await World.TargetAsync(RetireGrant, new() { GrantToken = (await GivenGrantAsync(key)).GrantToken })).Grants!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_names_no_grant()
    {
        var key = await GivenKeyAsync();
        var made = await GivenGrantAsync(key);
        await World.CallAsync(new RevokeGrant(), new() { KeyId = key.Id, GrantId = made.GrantId! });

        await RefusedAsync<NotFoundException>(() => World.CallAsync(RetireGrant, new() { GrantToken = made.GrantToken }));
        Assert.Equal($"Grant ID {made.GrantId} not found", await RefusedAsync<NotFoundException>(() => World.CallAsync(RetireGrant, new() { KeyId = key.Id, GrantId = made.GrantId })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(RetireGrant, new() { KeyId = NoKey, GrantId = made.GrantId })));
        await RefusedAsync<InvalidGrantTokenException>(() => World.CallAsync(RetireGrant, new() { GrantToken = "x" }));
        await RefusedAsync<InvalidGrantIdException>(() => World.CallAsync(RetireGrant, new() { KeyId = key.Id, GrantId = "x" }));
        await RefusedAsync<CommonException>(() => World.CallAsync(RetireGrant, new()));
    }

    [Fact]
    public async Task Keeps_the_grant_in_a_dry_run()
    {
        var key = await GivenKeyAsync();
        var made = await GivenGrantAsync(key);

        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(RetireGrant, new() { GrantToken = made.GrantToken, DryRun = true }));
    }
}
