using Holdfast.Services.Sts;
using Holdfast.Services.Sts.Callers;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts.Callers;

public sealed class GetCallerIdentityTests : IAsyncDisposable
{
    private readonly World _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Tells_a_user_who_it_is()
        => Assert.Equal(
            new GetCallerIdentityResponse { UserId = "AIDACKCEVSQ6C2EXAMPLE", Account = "111122223333", Arn = "arn:aws:iam::111122223333:user/alice" },
            await _world.CallAsync(new GetCallerIdentity(), new(), asUser: "alice"));

    [Fact]
    public async Task Tells_root_who_it_is()
        => Assert.Equal(
            new GetCallerIdentityResponse { UserId = "111122223333", Account = "111122223333", Arn = "arn:aws:iam::111122223333:root" },
            await _world.CallAsync(new GetCallerIdentity(), new()));

    [Fact]
    public async Task Needs_no_permission()
        => Assert.True((await _world.TargetAsync(new GetCallerIdentity(), new())).IsExempt);
}
