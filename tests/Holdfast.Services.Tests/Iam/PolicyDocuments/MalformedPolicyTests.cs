using System.Reflection;
using System.Text.Json;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.PolicyDocuments;

/// <summary>Writes documents that are no policies by every operation that takes one. The cases are in <c>malformed.json</c>.</summary>
public sealed class MalformedPolicyTests : IamTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(
        typeof(MalformedPolicyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!,
        "Iam", "PolicyDocuments", "malformed.json"))).RootElement;

    public static TheoryData<string, string> Documents()
    {
        var data = new TheoryData<string, string>();
        foreach (var one in Cases.EnumerateArray())
        {
            data.Add(one.GetProperty("policy").GetString()!, one.GetProperty("message").GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_operation_refuses_it_with_the_same_sentence_and_changes_nothing(string policy, string message)
    {
        GivenUser("alice");
        GivenGroup("admins");
        var managed = GivenPolicy("reading");
        Func<Task>[] writes =
        [
            () => World.CallAsync(new PutUserPolicy(), new() { UserName = "alice", PolicyName = "p", PolicyDocument = policy }),
            () => World.CallAsync(new PutGroupPolicy(), new() { GroupName = "admins", PolicyName = "p", PolicyDocument = policy }),
            () => World.CallAsync(new CreatePolicy(Quotas), new() { PolicyName = "p", PolicyDocument = policy }),
            () => World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = managed.Arn.Value, PolicyDocument = policy }),
        ];

        foreach (var write in writes)
        {
            Assert.Equal(message, await RefusedAsync<MalformedPolicyDocumentException>(write));
        }
    }
}
