using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class DisableKeyTests : KmsTests
{
    [Fact]
    public async Task Keeps_a_key_from_being_used()
    {
        var key = await GivenKeyAsync();

        await World.CallAsync(new DisableKey(), new() { KeyId = key.Id });

        Assert.Equal(
            $"{key.Arn} is disabled.",
            await RefusedAsync<DisabledException>(() => World.CallAsync(new Encrypt(Ring), new() { KeyId = key.Id, Plaintext = Bytes("x") })));
    }

    [Fact]
    public async Task Tells_the_condition_how_long_the_key_was_not_used()
    {
        var key = await GivenKeyAsync();
        await EncryptedAsync(key, "x");
        await World.AdvanceAsync(TimeSpan.FromDays(41));

        var target = await World.TargetAsync(new DisableKey(), new() { KeyId = key.Id });

        Assert.Contains(target.Context, condition => condition is { Name: "kms:TrailingDaysWithoutKeyUsage", Values: ["41"] });
    }

    [Fact]
    public async Task Refuses_keys_without_material_or_future_and_aliases()
    {
        var key = await GivenKeyAsync();
        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(new DisableKey(), new() { KeyId = key.Id }));
        await InStateAsync(key, KeyState.PendingImport);
        Assert.Equal($"{key.Arn} is pending import.", await RefusedAsync<KMSInvalidStateException>(() => World.CallAsync(new DisableKey(), new() { KeyId = key.Id })));
        Assert.Equal("Invalid keyId 'alias/x'", await RefusedAsync<NotFoundException>(() => World.CallAsync(new DisableKey(), new() { KeyId = "alias/x" })));
    }
}
