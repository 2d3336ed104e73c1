using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Authorization;

/// <summary>Who may use a key, over the wire: by its policy, by IAM where the policy lets the account, and by grants.</summary>
public sealed class KeyAuthorizationTests
{
    private const string UseAll = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:*","Resource":"*"}}""";
    private const string DenyAll = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"kms:Encrypt","Resource":"*"}}""";

    [Fact]
    public async Task The_root_statement_lets_iam_policies_decide()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await InvariantTests.MakeUserAsync(server, "alice");
        var key = await MakeKeyAsync(server);

        var without = await EncryptAsync(server, key, alice);
        await PutUserPolicyAsync(server, "alice", UseAll);
        var with = await EncryptAsync(server, key, alice);

        Assert.Equal((400, 200), (without.Code, with.Code));
        Assert.Contains("AccessDeniedException", without.Body, StringComparison.Ordinal);
        Assert.Contains(
            $"User: arn:aws:iam::000000000000:user/alice is not authorized to perform: kms:Encrypt on resource: {key} because no identity-based policy allows the kms:Encrypt action",
            without.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_root_statement_iam_policies_and_root_count_for_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await InvariantTests.MakeUserAsync(server, "alice");
        var bob = await InvariantTests.MakeUserAsync(server, "bob");
        await PutUserPolicyAsync(server, "alice", UseAll);
        var key = await MakeKeyAsync(
            server, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/bob"},"Action":"kms:*","Resource":"*"}}""");

        Assert.Equal(400, (await EncryptAsync(server, key, alice)).Code);
        Assert.Equal(400, (await EncryptAsync(server, key, SignedAs.Root)).Code);
        Assert.Equal(200, (await EncryptAsync(server, key, bob)).Code);
    }

    [Fact]
    public async Task A_grant_allows_within_its_constraints_and_never_over_a_denial()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await InvariantTests.MakeUserAsync(server, "alice");
        var key = await MakeKeyAsync(server);
        var made = await CallAsync(
            server,
            "CreateGrant",
            $$$$"""{"KeyId":"{{{{key}}}}","GranteePrincipal":"arn:aws:iam::000000000000:user/alice","Operations":["Encrypt"],"Constraints":{"EncryptionContextSubset":{"team":"red"}}}""");

        var inside = await EncryptAsync(server, key, alice, """{"team":"red","more":"x"}""");
        var outside = await EncryptAsync(server, key, alice, """{"team":"blue"}""");
        var other = await CallAsync(server, "DescribeKey", $$"""{"KeyId":"{{key}}"}""", alice);
        await PutUserPolicyAsync(server, "alice", DenyAll);
        var denied = await EncryptAsync(server, key, alice, """{"team":"red"}""");
        await server.QueryAsync("iam", "Action=DeleteUserPolicy&UserName=alice&PolicyName=p&Version=2010-05-08");
        var again = await EncryptAsync(server, key, alice, """{"team":"red"}""");
        await CallAsync(server, "RevokeGrant", $$"""{"KeyId":"{{key}}","GrantId":"{{Member(made, "GrantId")}}"}""");
        var revoked = await EncryptAsync(server, key, alice, """{"team":"red"}""");

        Assert.Equal([200, 400, 400, 400, 200, 400], [inside.Code, outside.Code, other.Code, denied.Code, again.Code, revoked.Code]);
        Assert.Contains("with an explicit deny in an identity-based policy", denied.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_needs_both_the_key_policy_and_its_own()
    {
        await using var server = await TestServer.StartAsync();
        SignedAs stranger = new("222222222222", "test");
        var closed = await MakeKeyAsync(server);
        var open = await MakeKeyAsync(server, """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"},
              {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":["kms:Encrypt","kms:Decrypt"],"Resource":"*","Condition":{"StringEquals":{"kms:CallerAccount":"222222222222"}}}]}
            """);

        Assert.Equal(400, (await EncryptAsync(server, closed, stranger)).Code);
        var encrypted = await EncryptAsync(server, open, stranger);
        var decrypted = await CallAsync(server, "Decrypt", $$"""{"CiphertextBlob":"{{Member(encrypted, "CiphertextBlob")}}"}""", stranger);

        Assert.Equal((200, 200), (encrypted.Code, decrypted.Code));
        Assert.Equal(open, Member(decrypted, "KeyId"));
    }

    [Fact]
    public async Task Nobody_else_learns_whether_a_key_is_there()
    {
        await using var server = await TestServer.StartAsync();
        SignedAs stranger = new("222222222222", "test");
        const string None = "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000";

        var owner = await EncryptAsync(server, None, SignedAs.Root);
        var other = await EncryptAsync(server, None, stranger);

        Assert.Contains("NotFoundException", owner.Body, StringComparison.Ordinal);
        Assert.Contains("AccessDeniedException", other.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_tell_the_key_and_the_context_and_nothing_that_was_encrypted()
    {
        await using var server = await TestServer.StartAsync();
        var key = await MakeKeyAsync(server);
        var encrypted = await EncryptAsync(server, key, SignedAs.Root, """{"team":"red"}""");
        var decrypted = await CallAsync(server, "Decrypt", $$$"""{"CiphertextBlob":"{{{Member(encrypted, "CiphertextBlob")}}}","EncryptionContext":{"team":"red"}}""");
        await CallAsync(server, "GenerateDataKey", $$"""{"KeyId":"{{key}}","KeySpec":"AES_256"}""");

        var records = (await AuditLog.ReadAsync(server)).TakeLast(3).ToList();

        Assert.Equal("d29yZHM=", Member(decrypted, "Plaintext"));
        Assert.All(records, record =>
        {
            Assert.Equal(JsonValueKind.Null, record.GetProperty("responseElements").ValueKind);
            Assert.Equal(key, record.GetProperty("resources")[0].GetProperty("ARN").GetString());
            Assert.DoesNotContain("d29yZHM=", record.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain(Member(encrypted, "CiphertextBlob"), record.GetRawText(), StringComparison.Ordinal);
        });
        Assert.Equal("red", records[1].GetProperty("requestParameters").GetProperty("encryptionContext").GetProperty("team").GetString());
    }

    private static async Task<string> MakeKeyAsync(TestServer server, string? policy = null)
    {
        var body = policy is null ? "{}" : $$"""{"Policy":{{JsonEncoded(policy)}},"BypassPolicyLockoutSafetyCheck":true}""";
        using var made = JsonDocument.Parse((await CallAsync(server, "CreateKey", body)).Body);
        return made.RootElement.GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;
    }

    private static Task<Reply> EncryptAsync(TestServer server, string key, SignedAs caller, string context = "{}")
        => CallAsync(server, "Encrypt", $$"""{"KeyId":"{{key}}","Plaintext":"d29yZHM=","EncryptionContext":{{context}}}""", caller);

    private static Task<Reply> PutUserPolicyAsync(TestServer server, string user, string policy)
        => server.QueryAsync("iam", $"Action=PutUserPolicy&UserName={user}&PolicyName=p&PolicyDocument={Uri.EscapeDataString(policy)}&Version=2010-05-08");

    private static Task<Reply> CallAsync(TestServer server, string operation, string json, SignedAs? caller = null)
        => server.JsonAsync("kms", "TrentService." + operation, json, caller);

    private static string Member(Reply reply, string name)
    {
        using var document = JsonDocument.Parse(reply.Body);
        return document.RootElement.GetProperty(name).GetString()!;
    }

    private static string JsonEncoded(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
