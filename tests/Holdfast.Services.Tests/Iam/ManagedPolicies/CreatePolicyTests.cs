using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class CreatePolicyTests : IamTests
{
    private CreatePolicy CreatePolicy => new(Quotas);

    [Fact]
    public async Task Keeps_the_document_as_version_one()
    {
        var response = await World.CallAsync(CreatePolicy, new() { PolicyName = "Shared", Path = "/team/", PolicyDocument = Document });

        var policy = response.Policy!;
        Assert.Matches("^ANPA[A-Z2-7]{17}$", policy.PolicyId!);
        Assert.Equal(
            new PolicyShape
            {
                PolicyName = "Shared",
                PolicyId = policy.PolicyId,
                Arn = "arn:aws:iam::111122223333:policy/team/Shared",
                Path = "/team/",
                DefaultVersionId = "v1",
                AttachmentCount = 0,
                PermissionsBoundaryUsageCount = 0,
                IsAttachable = true,
                CreateDate = World.Now,
                UpdateDate = World.Now,
            },
            policy);
        var version = Assert.Single(await World.ListAsync<ManagedPolicyVersion>(""));
        Assert.Equal((policy.PolicyId, 1, Document), (version.PolicyId, version.Number, version.Document));
    }

    [Fact]
    public async Task Returns_tags_in_the_order_given_and_takes_keys_that_differ_by_case()
    {
        var response = await World.CallAsync(
            CreatePolicy,
            new() { PolicyName = "p", PolicyDocument = Document, Description = "why", Tags = [Tag("a", "1"), Tag("A", "2")] });

        Assert.Equal([Tag("a", "1"), Tag("A", "2")], response.Policy!.Tags!);
        Assert.Null(response.Policy.Description);
        var shown = await World.CallAsync(new GetPolicy(), new() { PolicyArn = response.Policy.Arn! });
        Assert.Equal("why", shown.Policy!.Description);
    }

    [Fact]
    public async Task Refuses_a_name_that_differs_by_case_alone_even_at_another_path()
    {
        GivenPolicy("shared");

        Assert.Equal(
            "A policy called SHARED already exists. Duplicate names are not allowed.",
            await RefusedAsync<EntityAlreadyExistsException>(
                () => World.CallAsync(CreatePolicy, new() { PolicyName = "SHARED", Path = "/team/", PolicyDocument = Document })));
    }

    [Fact]
    public async Task Refuses_one_policy_more_than_the_quota()
    {
        GivenPolicy("shared");

        Assert.Equal(
            "Cannot exceed quota for PoliciesPerAccount: 1",
            await RefusedAsync<LimitExceededException>(() => World.CallAsync(
                new CreatePolicy(Quotas with { PoliciesPerAccount = 1 }), new() { PolicyName = "more", PolicyDocument = Document })));
    }

    [Fact]
    public async Task Refuses_a_document_that_is_too_long_but_does_not_count_white_space()
    {
        var longest = DocumentOf(6144);
        await World.CallAsync(CreatePolicy, new() { PolicyName = "longest", PolicyDocument = longest.Replace(",", " \r\n\t,", StringComparison.Ordinal) });

        Assert.Equal(
            "Cannot exceed quota for PolicySize: 6144",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(CreatePolicy, new() { PolicyName = "longer", PolicyDocument = DocumentOf(6145) })));
    }

    [Theory]
    [InlineData("{", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}""", "Policy statement must contain resources.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"GetObject","Resource":"*"}]}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    public async Task Refuses_what_is_no_policy_with_its_reason(string document, string reason)
        => Assert.Equal(
            reason,
            await RefusedAsync<MalformedPolicyDocumentException>(
                () => World.CallAsync(CreatePolicy, new() { PolicyName = "p", PolicyDocument = document })));

    [Fact]
    public async Task Refuses_a_tag_key_that_comes_twice()
        => Assert.Equal(
            "Duplicate tag keys found.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(
                CreatePolicy, new() { PolicyName = "p", PolicyDocument = Document, Tags = [Tag("a", "1"), Tag("a", "2")] })));

    [Fact]
    public async Task Acts_on_the_policy_to_be_with_the_tags_of_the_request()
    {
        var target = await World.TargetAsync(
            CreatePolicy, new() { PolicyName = "p", Path = "/team/", PolicyDocument = Document, Tags = [Tag("a", "1")] });

        Assert.Equal("arn:aws:iam::111122223333:policy/team/p", target.Resource.Value);
        Assert.Equal(["aws:RequestTag/a", "aws:TagKeys"], target.Context.Select(key => key.Name));
    }

    private static TagShape Tag(string key, string value) => new() { Key = key, Value = value };

    private static string DocumentOf(int length)
    {
        const string Start = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::""";
        const string End = "\"}}";
        return Start + new string('a', length - Start.Length - End.Length) + End;
    }
}
