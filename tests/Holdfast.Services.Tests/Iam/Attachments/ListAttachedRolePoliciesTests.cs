using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class ListAttachedRolePoliciesTests() : ListAttachedPoliciesTests("role", "deploy")
{
    protected override async Task<(string[] Arns, string? Marker)> ListAsync(string name, string? pathPrefix = null, int? maxItems = null, string? marker = null)
    {
        var response = await World.CallAsync(
            new ListAttachedRolePolicies(), new() { RoleName = name, PathPrefix = pathPrefix, MaxItems = maxItems, Marker = marker });
        return PageOf(response.AttachedPolicies, response.IsTruncated, response.Marker);
    }
}
