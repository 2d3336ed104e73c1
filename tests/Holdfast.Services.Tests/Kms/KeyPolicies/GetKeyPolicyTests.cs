using Holdfast.Services.Kms;
using Holdfast.Services.Kms.KeyPolicies;

namespace Holdfast.Services.Tests.Kms.KeyPolicies;

public sealed class GetKeyPolicyTests : KmsTests
{
    [Fact]
    public async Task Gives_the_policy_as_it_was_put()
    {
        var key = await GivenKeyAsync();

        var response = await World.CallAsync(new GetKeyPolicy(), new() { KeyId = key.Id });

        Assert.Equal((key.Policy, "default"), (response.Policy, response.PolicyName));
    }

    [Fact]
    public async Task Refuses_another_name_and_an_unknown_key()
    {
        var key = await GivenKeyAsync();

        Assert.Equal("No such policy exists", await RefusedAsync<NotFoundException>(() => World.CallAsync(new GetKeyPolicy(), new() { KeyId = key.Id, PolicyName = "other" })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(new GetKeyPolicy(), new() { KeyId = NoKey })));
    }
}
