using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;

namespace Holdfast.Services.Tests.Kms.KeyPolicies;

public sealed class ListKeyPoliciesTests : KmsTests
{
    [Fact]
    public async Task Names_the_only_one()
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(new ListKeyPolicies(), new() { KeyId = key.Id });

        Assert.Equal(["default"], response.PolicyNames);
        Assert.False(response.Truncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_key()
        => Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new ListKeyPolicies(), new() { KeyId = NoKey })));
}
