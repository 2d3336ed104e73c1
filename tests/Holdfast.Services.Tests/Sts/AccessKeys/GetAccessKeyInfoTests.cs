using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Sts.AccessKeys;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts.AccessKeys;

public sealed class GetAccessKeyInfoTests : IAsyncDisposable
{
    private readonly World _world = new();
    private readonly GetAccessKeyInfo _getAccessKeyInfo = new(new OneKey());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Tells_the_account_of_a_key_of_another_account_too()
        => Assert.Equal("444455556666", (await _world.CallAsync(_getAccessKeyInfo, new() { AccessKeyId = "AKIAI44QH8DHBEXAMPLE" })).Account);

    [Fact]
    public async Task Reads_the_account_out_of_a_temporary_key()
        => Assert.Equal("444455556666", (await _world.CallAsync(
            _getAccessKeyInfo, new() { AccessKeyId = _world.Ids.NewTemporaryAccessKeyId(new("444455556666")) })).Account);

    [Fact]
    public async Task Refuses_an_unknown_key()
    {
        var error = await Assert.ThrowsAsync<CommonException>(
            () => _world.CallAsync(_getAccessKeyInfo, new() { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" }));

        Assert.Equal(("ValidationError", 400), (error.Code, error.Status));
    }

    [Fact]
    public async Task Acts_on_no_resource_in_particular()
        => Assert.Equal(Target.Any, await _world.TargetAsync(_getAccessKeyInfo, new() { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" }));

    private sealed class OneKey : IIdentitySource
    {
        public ValueTask<Identity?> FindAsync(IReadTransaction transaction, string accessKeyId, CancellationToken cancellationToken)
            => new(accessKeyId == "AKIAI44QH8DHBEXAMPLE"
                ? new Identity { Caller = World.UserOf(new("444455556666"), "bob"), SealedSecret = "", IsActive = false, Policies = [] }
                : null);

        public ValueTask<Identity?> FindAsync(IReadTransaction transaction, Session session, CancellationToken cancellationToken)
            => throw new NotSupportedException("No session is asked for.");
    }
}
