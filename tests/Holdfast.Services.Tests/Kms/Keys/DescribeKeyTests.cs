using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Keys;

public sealed class DescribeKeyTests : KmsTests
{
    private DescribeKey DescribeKey => new(Ring);

    [Fact]
    public async Task Finds_a_key_by_each_of_its_names()
    {
        var key = await GivenKeyAsync();
        await World.CallAsync(new CreateAlias(Quotas), new() { AliasName = "alias/orders", TargetKeyId = key.Id });

        foreach (var name in new[] { key.Id, key.Arn.Value, "alias/orders", $"arn:aws:kms:us-east-1:{Account}:alias/orders" })
        {
            var response = await World.CallAsync(DescribeKey, new() { KeyId = name });

            Assert.Equal(key.Id, response.KeyMetadata!.KeyId);
        }
    }

    [Fact]
    public async Task Makes_an_aws_managed_key_the_first_time_it_is_asked_for()
    {
        var first = (await World.CallAsync(DescribeKey, new() { KeyId = "alias/aws/s3" })).KeyMetadata!;
        var again = (await World.CallAsync(DescribeKey, new() { KeyId = "alias/aws/s3" })).KeyMetadata!;

        Assert.Equal(("AWS", first.KeyId), (first.KeyManager, again.KeyId));
        var key = await KeyAsync(first.KeyId);
        Assert.Contains("\"kms:ViaService\" : \"s3.us-east-1.amazonaws.com\"", key.Policy, StringComparison.Ordinal);
        Assert.Equal(365, key.RotationPeriodInDays);
    }

    [Theory]
    [InlineData("nonsense", "Invalid keyId 'nonsense'")]
    [InlineData("alias/none", "Alias arn:aws:kms:us-east-1:111122223333:alias/none is not found.")]
    [InlineData("alias/aws/none", "Alias arn:aws:kms:us-east-1:111122223333:alias/aws/none is not found.")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000000", "Invalid arn eu-west-1")]
    [InlineData("arn:aws:s3:::bucket", "Invalid arn arn:aws:s3:::bucket")]
    public async Task Refuses_names_of_nothing(string name, string message)
        => Assert.Equal(message, await RefusedAsync<NotFoundException>(() => World.CallAsync(DescribeKey, new() { KeyId = name })));

    [Fact]
    public async Task Refuses_an_unknown_key()
        => Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(DescribeKey, new() { KeyId = NoKey })));

    [Fact]
    public async Task Refuses_a_grant_token_that_is_none()
    {
        var key = await GivenKeyAsync();

        await RefusedAsync<InvalidGrantTokenException>(() => World.CallAsync(DescribeKey, new() { KeyId = key.Id, GrantTokens = ["x"] }));
    }
}
