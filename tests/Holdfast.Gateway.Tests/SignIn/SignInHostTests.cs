using Holdfast.Gateway.SignIn;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class SignInHostTests
{
    [Theory]
    [InlineData("signin.aws.amazon.com", "aws", null, null)]
    [InlineData("SignIn.AWS.amazon.com:443", "aws", null, null)]
    [InlineData("eu-west-1.signin.aws.amazon.com", "aws", "eu-west-1", null)]
    [InlineData("111122223333.signin.aws.amazon.com", "aws", null, "111122223333")]
    [InlineData("wonderland.signin.aws.amazon.com", "aws", null, "wonderland")]
    [InlineData("signin.amazonaws-us-gov.com", "aws-us-gov", null, null)]
    [InlineData("us-gov-east-1.signin.amazonaws-us-gov.com", "aws-us-gov", "us-gov-east-1", null)]
    [InlineData("signin.amazonaws.cn", "aws-cn", null, null)]
    [InlineData("cn-north-1.signin.amazonaws.cn", "aws-cn", "cn-north-1", null)]
    [InlineData("signin.localhost:4566", null, null, null)]
    [InlineData("us-west-2.signin.localhost:4566", null, "us-west-2", null)]
    [InlineData("signin.localhost.localstack.cloud:4566", null, null, null)]
    public void Knows_the_hosts_of_the_sign_in(string host, string? partition, string? region, string? account)
    {
        Assert.True(SignInHost.TryRead(host, out var place));
        Assert.Equal((partition, region, account), (place.Partition?.Name, place.Region?.Value, place.Account));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("iam.amazonaws.com")]
    [InlineData("signin.aws.amazon.com.evil.example")]
    [InlineData("evilsignin.aws.amazon.com")]
    [InlineData("a.b.signin.aws.amazon.com")]
    [InlineData("signin.s3.localhost:4566")]
    [InlineData("signin.us-east-1.amazonaws.com")]
    [InlineData(".signin.localhost.")]
    public void Leaves_other_hosts_alone(string host) => Assert.False(SignInHost.TryRead(host, out _));
}
