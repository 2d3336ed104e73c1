using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class UpdateKeyDescriptionTests : KmsTests
{
    [Fact]
    public async Task Changes_the_description()
    {
        var key = await GivenKeyAsync();

        await World.CallAsync(new UpdateKeyDescription(), new() { KeyId = key.Id, Description = "new" });

        Assert.Equal(key with { Description = "new" }, await KeyAsync(key.Id) with { Tags = key.Tags, AliasNames = key.AliasNames });
    }

    [Fact]
    public async Task Refuses_a_key_that_is_going()
    {
        var key = await GivenKeyAsync();

        await RefusedWhenPendingDeletionAsync(key, () => World.CallAsync(new UpdateKeyDescription(), new() { KeyId = key.Id, Description = "new" }));
    }
}
