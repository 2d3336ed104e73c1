using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class GetKeyLastUsageTests : KmsTests
{
    [Fact]
    public async Task Tells_the_last_use_to_a_quarter_of_an_hour()
    {
        var key = await GivenKeyAsync();
        var made = World.Now;
        Assert.Null((await World.CallAsync(new GetKeyLastUsage(), new() { KeyId = key.Id })).KeyLastUsage);
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        var used = World.Now;
        await EncryptedAsync(key, "x");
        await World.AdvanceAsync(TimeSpan.FromMinutes(14));
        await EncryptedAsync(key, "x");

        var response = await World.CallAsync(new GetKeyLastUsage(), new() { KeyId = key.Id });

        Assert.Equal(("Encrypt", used), (response.KeyLastUsage!.Operation, response.KeyLastUsage.Timestamp!.Value));
        Assert.Equal((made, made), (response.KeyCreationDate!.Value, response.TrackingStartDate!.Value));
    }

    [Fact]
    public async Task Refuses_an_unknown_key()
        => Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new GetKeyLastUsage(), new() { KeyId = NoKey })));
}
