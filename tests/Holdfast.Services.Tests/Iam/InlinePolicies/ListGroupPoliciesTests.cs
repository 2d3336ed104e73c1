using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class ListGroupPoliciesTests() : ListInlinePoliciesTests("group", "crew")
{
    protected override async Task<(IReadOnlyList<string>? Names, bool? IsTruncated, string? Marker)> ListAsync(
        string name, int? maxItems = null, string? marker = null)
    {
        var response = await World.CallAsync(new ListGroupPolicies(), new() { GroupName = name, MaxItems = maxItems, Marker = marker });
        return (response.PolicyNames, response.IsTruncated, response.Marker);
    }
}
