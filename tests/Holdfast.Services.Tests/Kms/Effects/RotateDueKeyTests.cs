using Holdfast.Services.Kms.Rotation;

namespace Holdfast.Services.Tests.Kms.Effects;

public sealed class RotateDueKeyTests : KmsTests
{
    [Fact]
    public async Task Rotates_every_period_and_everything_older_still_decrypts()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new EnableKeyRotation(), new() { KeyId = key.Id, RotationPeriodInDays = 90 });
        var ciphertexts = new List<ReadOnlyMemory<byte>>();
        for (var year = 0; year < 8; year++)
        {
            ciphertexts.Add(await EncryptedAsync(key, $"text {year}", Red));
            await World.AdvanceAsync(TimeSpan.FromDays(90));
        }

        await World.SettleAsync();
        Assert.Equal(9, (await KeyAsync(key.Id)).CurrentMaterial);
        for (var year = 0; year < 8; year++)
        {
            Assert.Equal($"text {year}", await DecryptedAsync(ciphertexts[year], Red));
        }
    }
}
