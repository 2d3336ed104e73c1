using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Tests.Evaluation;

/// <summary>S3 User Guide, "Blocking public access to your Amazon S3 storage".</summary>
public sealed class PublicAccessTests
{
    private const string Owner = "111122223333";

    private static readonly PrincipalDescriptor Stranger =
        PrincipalDescriptor.User("arn:aws:iam::444455556666:user/bob", "444455556666");

    [Theory]
    [InlineData("\"*\"", null, true)]
    [InlineData("{\"AWS\":\"*\"}", null, true)]
    [InlineData("{\"AWS\":\"444455556666\"}", null, false)]
    [InlineData("{\"Service\":\"cloudtrail.amazonaws.com\"}", null, false)]
    [InlineData("\"*\"", "{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-91237329\"}}", false)]
    [InlineData("\"*\"", "{\"StringLike\":{\"aws:SourceVpc\":\"vpc-*\"}}", true)]
    [InlineData("\"*\"", "{\"StringEqualsIfExists\":{\"aws:SourceVpc\":\"vpc-91237329\"}}", true)]
    [InlineData("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}", false)]
    [InlineData("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/0\"}}", true)]
    [InlineData("\"*\"", "{\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}", true)]
    [InlineData("\"*\"", "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}}", false)]
    [InlineData("\"*\"", "{\"StringLike\":{\"aws:userid\":\"AROAEXAMPLE:*\"}}", false)]
    [InlineData("\"*\"", "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::444455556666:role/*\"}}", false)]
    [InlineData("\"*\"", "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/x\"}}", true)]
    [InlineData("\"*\"", "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}", true)]
    public void Knows_a_public_policy(string principal, string? condition, bool isPublic) =>
        Assert.Equal(isPublic, Policy(principal, condition).IsPublic);

    [Fact]
    public void A_restricted_bucket_with_a_public_policy_lets_in_its_account_and_services_only()
    {
        var identity = new ApplicablePolicies { Identity = [Policy(null, null)], Resource = Policy("\"*\"", null) };

        Assert.True(Ask(Stranger, identity, restricted: false));
        Assert.False(Ask(Stranger, identity, restricted: true));
        Assert.True(Ask(PrincipalDescriptor.Anonymous, identity, restricted: false));
        Assert.False(Ask(PrincipalDescriptor.Anonymous, identity, restricted: true));
        Assert.True(Ask(PrincipalDescriptor.Service("logging.s3.amazonaws.com"), identity, restricted: true));
        Assert.True(
            Ask(PrincipalDescriptor.User($"arn:aws:iam::{Owner}:user/alice", Owner), identity, restricted: true));
    }

    [Fact]
    public void A_restricted_bucket_whose_policy_names_a_stranger_still_lets_it_in()
    {
        var policies = new ApplicablePolicies { Identity = [Policy(null, null)], Resource = Policy("{\"AWS\":\"444455556666\"}", null) };

        Assert.True(Ask(Stranger, policies, restricted: true));
    }

    private static bool Ask(PrincipalDescriptor principal, in ApplicablePolicies policies, bool restricted)
    {
        var request = new AuthorizationRequest
        {
            Principal = principal,
            Action = ActionName.Parse("s3:GetObject"),
            Resource = "arn:aws:s3:::b/x",
            ResourceAccount = Owner,
            RestrictPublicBuckets = restricted,
        };
        return Evaluator.Evaluate(request, in policies).IsAllowed;
    }

    private static CompiledPolicy Policy(string? principal, string? condition)
    {
        var extra = (principal is null ? "" : $",\"Principal\":{principal}") + (condition is null ? "" : $",\"Condition\":{condition}");
        var text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"" + extra + "}}";
        return CompiledPolicy.Compile(PolicyDocument.Parse(text, PolicyKind.Language).Document!, "p");
    }
}
