using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Simulation;

namespace Holdfast.Services.Tests.Iam.Simulation;

public sealed class GetContextKeysForCustomPolicyTests : IamTests
{
    [Fact]
    public async Task Lists_the_keys_of_conditions_and_variables_each_once()
    {
        var response = await World.CallAsync(new GetContextKeysForCustomPolicy(), new()
        {
            PolicyInputList =
            [
                SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "arn:aws:s3:::home/${aws:username}", """,{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}"""),
                SimulateCustomPolicyTests.PolicyFor("Allow", "s3:*", "*", """,{"Bool":{"AWS:sourceip":"true","aws:SecureTransport":"true"}}"""),
            ],
        });

        Assert.Equal(["aws:SecureTransport", "aws:SourceIp", "aws:username"], response.ContextKeyNames!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refuses_what_is_no_policy()
        => Assert.Equal(
            "Syntax errors in policy.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(new GetContextKeysForCustomPolicy(), new() { PolicyInputList = ["no"] })));
}
