using System.Text.RegularExpressions;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.ServiceLinkedRoles;

namespace Holdfast.Services.Tests.Iam.ServiceLinkedRoles;

public sealed class ServiceRoleTemplateTests
{
    [Fact]
    public void Every_role_has_a_policy_that_AWS_manages_and_a_trust_policy()
        => Assert.All(ServiceRoleTemplate.All, template =>
        {
            Assert.NotNull(AwsPolicies.Find("/aws-service-role/", template.PolicyName));
            Assert.True(PolicyDocument.Parse(template.Trust, PolicyKind.Trust).IsValid);
        });

    [Fact]
    public void Every_role_has_a_name_of_its_own_that_a_role_may_have()
    {
        Assert.Distinct(ServiceRoleTemplate.All.Select(template => template.RoleName), StringComparer.OrdinalIgnoreCase);
        Assert.All(
            ServiceRoleTemplate.All,
            template => Assert.Matches(new Regex(@"^AWSServiceRoleFor[\w+=,.@-]{1,47}$", RegexOptions.None, TimeSpan.FromSeconds(1)), template.RoleName));
    }

    [Theory]
    [InlineData("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling")]
    [InlineData("es.amazonaws.com", "AWSServiceRoleForAmazonElasticsearchService")]
    [InlineData("guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDuty")]
    [InlineData("mrk.kms.amazonaws.com", "AWSServiceRoleForKeyManagementServiceMultiRegionKeys")]
    [InlineData("dynamodb.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable")]
    public void Services_have_the_names_that_AWS_publishes(string service, string name)
        => Assert.Equal(name, ServiceRoleTemplate.Find(service)!.RoleName);
}
