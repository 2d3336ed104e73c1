using System.Text.Json;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Services.Iam.AwsManagedPolicies;

namespace Holdfast.Services.Tests.Iam.AwsManagedPolicies;

public sealed class AwsPoliciesTests
{
    [Fact]
    public void Holds_all_that_customers_may_attach_and_those_of_service_linked_roles()
    {
        Assert.True(AwsPolicies.All.Count(policy => policy.Path != AwsPolicy.ServiceRolePath) > 1_100);
        Assert.True(AwsPolicies.All.Count(policy => policy.Path == AwsPolicy.ServiceRolePath) > 300);
        Assert.Equal("AdministratorAccess", AwsPolicies.All[0].Name);
    }

    [Fact]
    public void Every_document_is_a_policy_of_an_identity_and_compiles()
        => Assert.All(AwsPolicies.All, policy =>
        {
            var parsed = PolicyDocument.Parse(AwsPolicies.DocumentOf(policy, "aws"), PolicyKind.Identity);
            Assert.True(parsed.IsValid, $"{policy.Name}: {parsed.Message}");
            Assert.NotNull(CompiledPolicy.Compile(parsed.Document!, policy.Name));
        });

    [Fact]
    public void Every_policy_has_an_id_of_its_own_and_dates_in_order()
    {
        Assert.Equal(AwsPolicies.All.Count, AwsPolicies.All.Select(policy => policy.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(AwsPolicies.All, policy =>
        {
            Assert.Matches("^ANPA[A-Z2-7]{17}$", policy.Id);
            Assert.InRange(policy.CreateDate, new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero), policy.UpdateDate);
        });
    }

    [Fact]
    public void The_id_of_a_policy_never_changes()
        => Assert.Equal("ANPAZE5MLFUBUSYZH3CV7", AwsPolicies.Find("/", "AdministratorAccess")!.Id);

    [Theory]
    [InlineData("aws", "arn:aws:s3:::")]
    [InlineData("aws-us-gov", "arn:aws-us-gov:s3:::")]
    public void A_document_names_resources_of_the_partition_that_it_is_used_in(string partition, string start)
    {
        var policy = AwsPolicies.All.First(policy => AwsPolicies.DocumentOf(policy, "aws").Contains("arn:aws:s3:::", StringComparison.Ordinal));

        var document = AwsPolicies.DocumentOf(policy, partition);

        Assert.Contains(start, document, StringComparison.Ordinal);
        Assert.Equal(partition == "aws", document.Contains("arn:aws:", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(document);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Theory]
    [InlineData("/", "administratoraccess")]
    [InlineData("/service-role/", "AdministratorAccess")]
    public void Finds_a_policy_by_its_exact_path_and_name_only(string path, string name) => Assert.Null(AwsPolicies.Find(path, name));
}
