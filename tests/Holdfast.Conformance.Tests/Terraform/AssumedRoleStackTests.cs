using System.Text.Json;

namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>The provider's own <c>assume_role</c>: whoever has the keys may do nothing else.</summary>
public sealed class AssumedRoleStackTests(HoldfastServer server) : StackTests(server, "assumed"), IClassFixture<HoldfastServer>
{
    private const string Assume = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"],"Resource":"*"}]}
        """;

    private const string Trust = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::000000000000:user/tf-deploy"},
           "Condition":{"StringLike":{"sts:ExternalId":"for-*"},"StringEquals":{"sts:RoleSessionName":"terraform"}}},
          {"Effect":"Allow","Action":["sts:TagSession","sts:SetSourceIdentity"],"Principal":{"AWS":"arn:aws:iam::000000000000:user/tf-deploy"}}]}
        """;

    private const string Work = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringLike":{"aws:SourceIdentity":"tf-deploy","aws:PrincipalTag/team":"*"}}}]}
        """;

    /// <summary>Makes the user and the role.</summary>
    protected override async Task<IReadOnlyDictionary<string, string>> GivenAsync()
    {
        await IamAsync("create-user", "--user-name", "tf-deploy");
        await IamAsync("put-user-policy", "--user-name", "tf-deploy", "--policy-name", "assume", "--policy-document", Assume);
        await IamAsync("create-role", "--role-name", "tf-deployer", "--path", "/deploy/", "--assume-role-policy-document", Trust);
        await IamAsync("put-role-policy", "--role-name", "tf-deployer", "--policy-name", "work", "--policy-document", Work);
        var key = JsonDocument.Parse(await IamAsync("create-access-key", "--user-name", "tf-deploy", "--output", "json"))
            .RootElement.GetProperty("AccessKey");
        return Server.EnvironmentOf(key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("SecretAccessKey").GetString()!);
    }

    private async Task<string> IamAsync(params string[] arguments)
        => (await Clients.AwsAsync(Server.Environment, ["iam", .. arguments])).Succeeded();
}
