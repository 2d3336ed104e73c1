using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.AuthorizationMessages;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts.AuthorizationMessages;

public sealed class DecodeAuthorizationMessageTests : IAsyncDisposable
{
    private readonly World _world = new();

    private DecodeAuthorizationMessage Decode => new(_world.Sealer);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Opens_what_a_refusal_encoded()
    {
        var message = AuthorizationMessage.Encode(_world.Sealer, """{"allowed":false}"""u8)!;

        var response = await _world.CallAsync(Decode, new() { EncodedMessage = message });

        Assert.Equal("""{"allowed":false}""", response.DecodedMessage);
        Assert.DoesNotContain("allowed", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("sealed(secret for AKIAIOSFODNN7EXAMPLE)")]
    [InlineData("sealed(bm90IGRlZmxhdGVk for authorization message)")]
    [InlineData("")]
    public async Task Refuses_what_no_refusal_encoded(string message)
        => Assert.Equal(
            "Message is not valid",
            (await Assert.ThrowsAsync<InvalidAuthorizationMessageException>(() => _world.CallAsync(Decode, new() { EncodedMessage = message }))).Message);

    [Fact]
    public void A_decision_that_is_too_long_to_tell_is_not_told()
    {
        var noise = new byte[64 * 1024];
        new Random(1).NextBytes(noise);

        Assert.Null(AuthorizationMessage.Encode(_world.Sealer, noise));
    }

    [Fact]
    public async Task Is_not_recorded_and_acts_on_no_resource_in_particular()
    {
        Assert.True(new StsService().Model.FindOperation("DecodeAuthorizationMessage")!.IsUnrecorded);
        Assert.Equal(Arn.Any, (await _world.TargetAsync(Decode, new() { EncodedMessage = "" })).Resource);
    }
}
