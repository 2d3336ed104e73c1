using Holdfast.Services.Iam.Principals;
using Holdfast.Services.S3.Policies;

namespace Holdfast.Services.Tests.S3.Policies;

public sealed class PutBucketPolicyTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_policy_as_it_was_given()
    {
        await GivenBucketAsync();
        var policy = Statement("""{"AWS":"arn:aws:iam::444455556666:root"}""", "s3:GetObject", "arn:aws:s3:::evidence/*");

        await PutAsync(policy);

        Assert.Equal(policy, (await BucketAsync()).Policy);
    }

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::evidence", "Action does not apply to any resource(s) in statement")]
    [InlineData("s3:ListBucket", "arn:aws:s3:::evidence/*", "Action does not apply to any resource(s) in statement")]
    [InlineData("s3:Get*", "arn:aws:s3:::evidence", null)]
    [InlineData("s3:*", "arn:aws:s3:::evidence/*", null)]
    [InlineData("s3:GetObject", "arn:aws:s3:::evi*", null)]
    [InlineData("s3:GetObject", "arn:aws:s3:::other/*", "Policy has invalid resource")]
    [InlineData("s3:GetObject", "*", "Policy has invalid resource")]
    [InlineData("ec2:RunInstances", "arn:aws:s3:::evidence", "Policy has invalid action")]
    [InlineData("s3:EatObject", "arn:aws:s3:::evidence/*", "Policy has invalid action")]
    public async Task Wants_actions_and_resources_that_fit(string action, string resource, string? message)
    {
        await GivenBucketAsync();
        var policy = Statement("""{"AWS":"111122223333"}""", action, resource);

        if (message is null)
        {
            await PutAsync(policy);
        }
        else
        {
            Assert.Equal(message, (await RefusedAsync("MalformedPolicy", () => PutAsync(policy))).Message);
        }
    }

    [Theory]
    [InlineData("policy", "Policies must be valid JSON and the first byte must be '{'")]
    [InlineData("{", "This policy contains invalid Json")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::evidence"}]}""", "Missing required field Principal")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Resource":"arn:aws:s3:::evidence"}]}""", "Missing required field Action")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*"}]}""", "Missing required field Resource")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::evidence"}]}""", "Allow with NotPrincipal is not allowed.")]
    public async Task Refuses_what_is_no_policy(string policy, string message)
    {
        await GivenBucketAsync();

        Assert.Equal(message, (await RefusedAsync("MalformedPolicy", () => PutAsync(policy))).Message);
    }

    [Fact]
    public async Task Refuses_principals_that_do_not_exist()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("MalformedPolicy", () => PutAsync(
            Statement("""{"AWS":"arn:aws:iam::111122223333:user/nobody"}""", "s3:GetObject", "arn:aws:s3:::evidence/*")));

        Assert.Equal("Invalid principal in policy", error.Message);
        Assert.Equal(new("Detail", "\"AWS\" : \"arn:aws:iam::111122223333:user/nobody\""), Assert.Single(error.Details));
    }

    [Fact]
    public async Task Refuses_a_public_policy_while_they_are_blocked()
    {
        await GivenBucketAsync();
        var policy = Statement("\"*\"", "s3:GetObject", "arn:aws:s3:::evidence/*");
        await RefusedAsync("AccessDenied", () => PutAsync(policy));

        await ChangeBucketAsync(Bucket, bucket => bucket with { PublicAccess = bucket.PublicAccess! with { BlockPublicPolicy = false } });

        await PutAsync(policy);
    }

    [Fact]
    public async Task Refuses_more_than_twenty_kilobytes()
    {
        await GivenBucketAsync();
        var policy = Statement("""{"AWS":"111122223333"}""", "s3:GetObject", "arn:aws:s3:::evidence/*");
        await PutAsync(policy + new string(' ', BucketPolicyRules.BytesMax - policy.Length));

        Assert.Equal(
            "Policy exceeds the maximum allowed document size.",
            (await RefusedAsync("PolicyTooLarge", () => PutAsync(policy + new string(' ', BucketPolicyRules.BytesMax - policy.Length + 1)))).Message);
    }

    [Fact]
    public async Task Is_for_the_account_of_the_bucket_alone()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("MethodNotAllowed", () => World.CallAsync(
            new PutBucketPolicy(new PrincipalDirectory()), new() { Bucket = Bucket, Policy = "{}" }, caller: Testing.World.RootOf(new("444455556666"))));

        Assert.Equal(405, error.Status);
    }

    [Fact]
    public async Task Hears_the_root_user_even_when_the_policy_denies_it()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Policy = "{}" });
        var operation = new PutBucketPolicy(new PrincipalDirectory());

        Assert.Null((await World.TargetAsync(operation, new() { Bucket = Bucket, Policy = "{}" })).ResourcePolicy);
        Assert.NotNull((await World.TargetAsync(operation, new() { Bucket = Bucket, Policy = "{}" }, asUser: "alice")).ResourcePolicy);
    }

    internal static string Statement(string principal, string action, string resource)
        => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private Task PutAsync(string policy) => World.CallAsync(new PutBucketPolicy(new PrincipalDirectory()), new() { Bucket = Bucket, Policy = policy });
}
