using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.DataKeys;

namespace Holdfast.Services.Tests.Kms.DataKeys;

public sealed class GenerateRandomTests : KmsTests
{
    [Fact]
    public async Task Gives_as_many_bytes_as_are_asked_for()
    {
        var first = await World.CallAsync(new GenerateRandom(), new() { NumberOfBytes = 1024 });
        var second = await World.CallAsync(new GenerateRandom(), new() { NumberOfBytes = 1024 });

        Assert.Equal(1024, first.Plaintext!.Value.Length);
        Assert.False(first.Plaintext.Value.Span.SequenceEqual(second.Plaintext!.Value.Span));
    }

    [Fact]
    public async Task Refuses_key_stores_enclaves_and_no_number()
    {
        await RefusedAsync<CustomKeyStoreNotFoundException>(() => World.CallAsync(new GenerateRandom(), new() { NumberOfBytes = 1, CustomKeyStoreId = "cks-1" }));
        await RefusedAsync<CommonException>(() => World.CallAsync(new GenerateRandom(), new() { NumberOfBytes = 1, Recipient = new() }));
        await RefusedAsync<CommonException>(() => World.CallAsync(new GenerateRandom(), new()));
    }
}
