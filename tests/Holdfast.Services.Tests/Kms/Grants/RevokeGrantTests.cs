using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Grants;

namespace Holdfast.Services.Tests.Kms.Grants;

public sealed class RevokeGrantTests : GrantTests
{
    [Fact]
    public async Task Takes_the_grant_away()
    {
        var key = await GivenKeyAsync();
        var made = await GivenGrantAsync(key);

        await World.CallAsync(new RevokeGrant(), new() { KeyId = key.Id, GrantId = made.GrantId! });

        Assert.Null(await GrantAsync(key, made.GrantId));
    }

    [Fact]
    public async Task Refuses_grants_that_are_not_there_and_keeps_them_in_a_dry_run()
    {
        var key = await GivenKeyAsync();
        var made = await GivenGrantAsync(key);
        var none = new string('0', 64);

        Assert.Equal($"Grant ID {none} not found", await RefusedAsync<NotFoundException>(() => World.CallAsync(new RevokeGrant(), new() { KeyId = key.Id, GrantId = none })));
        await RefusedAsync<InvalidGrantIdException>(() => World.CallAsync(new RevokeGrant(), new() { KeyId = key.Id, GrantId = "x" }));
        await RefusedAsync<DryRunOperationException>(() => World.CallAsync(new RevokeGrant(), new() { KeyId = key.Id, GrantId = made.GrantId!, DryRun = true }));
    }
}
