using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Policies;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Tests.CloudTrail.Lake.Channels;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Policies;

/// <summary>Shorter ways to give resources policies.</summary>
public abstract class ResourcePolicyTests : ChannelTests
{
    /// <summary>Puts another account in place.</summary>
    private protected void GivenFriend() => World.Given(new IamAccount { Id = new("444455556666"), Name = "friend", Email = "friend@example.com", Partition = "aws", CreateDate = World.Now });

    /// <summary>An ARN of each kind that nothing has.</summary>
    protected static string ArnOfKind(string resource) => $"arn:aws:cloudtrail:{World.Region}:{World.Account}:{resource}";

    /// <summary>A policy that lets somebody do something with a resource.</summary>
    protected static string PolicyOf(string resource, string action = "cloudtrail:GetEventDataStore", string principal = "{\"AWS\":\"444455556666\"}")
        => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private protected Task<PutResourcePolicyResponse> PutAsync(string arn, string policy)
        => World.CallAsync(new PutResourcePolicy(Parts.Get<IPrincipalDirectory>()), new() { ResourceArn = arn, ResourcePolicy = policy });

    private protected Task<GetResourcePolicyResponse> GetAsync(string arn) => World.CallAsync(new GetResourcePolicy(), new() { ResourceArn = arn });

    private protected Task<DeleteResourcePolicyResponse> DeleteAsync(string arn) => World.CallAsync(new DeleteResourcePolicy(), new() { ResourceArn = arn });

    /// <summary>Checks that ARNs which are nothing's are refused as CloudTrail does.</summary>
    protected async Task RefusesMissingAsync(Func<string, Task> call)
    {
        await RefusedAsync("ResourceNotFoundException", () => call(ArnOfKind("channel/ee54f255-e080-4483-aa72-b1ef9fafb58e")));
        await RefusedAsync("ResourceNotFoundException", () => call(ArnOfKind("eventdatastore/ee54f255-e080-4483-aa72-b1ef9fafb58e")));
        await RefusedAsync("ResourceNotFoundException", () => call(ArnOfKind("dashboard/overview")));
        await RefusedAsync("ResourceTypeNotSupportedException", () => call(ArnOfKind("trail/audit")));
        await RefusedAsync("ResourceARNNotValidException", () => call("nonsense"));
    }
}
