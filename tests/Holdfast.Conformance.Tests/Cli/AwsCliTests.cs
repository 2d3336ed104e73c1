using System.Text.Json;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>An administrator's morning with the AWS CLI.</summary>
public sealed class AwsCliTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    private const string ReadOwnUser = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::*:user/${aws:username}"}]}
        """;

    [Fact]
    public async Task The_caller_is_who_the_key_says()
    {
        Clients.Require("aws");

        var identity = await JsonAsync("sts", "get-caller-identity");

        Assert.Equal("000000000000", identity.GetProperty("Account").GetString());
        Assert.Equal("arn:aws:iam::000000000000:root", identity.GetProperty("Arn").GetString());
    }

    [Fact]
    public async Task A_user_may_do_what_its_policy_says_and_nothing_else()
    {
        Clients.Require("aws");
        await JsonAsync("iam", "create-user", "--user-name", "carol", "--tags", "Key=team,Value=blue");
        await AwsAsync("iam", "put-user-policy", "--user-name", "carol", "--policy-name", "self", "--policy-document", ReadOwnUser);
        var key = (await JsonAsync("iam", "create-access-key", "--user-name", "carol")).GetProperty("AccessKey");
        var carol = server.EnvironmentOf(key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("SecretAccessKey").GetString()!);

        var self = await Clients.RunAsync("aws", carol, folder: null, "iam", "get-user");
        var other = await Clients.RunAsync("aws", carol, folder: null, "iam", "list-users");

        Assert.Contains("\"team\"", self.Succeeded(), StringComparison.Ordinal);
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains(
            "An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:iam::000000000000:user/carol is not authorized "
            + "to perform: iam:ListUsers on resource: arn:aws:iam::000000000000:user/ because no identity-based policy allows the iam:ListUsers action",
            other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_the_words_of_AWS()
    {
        Clients.Require("aws");

        var result = await Clients.RunAsync("aws", server.EnvironmentOf("test", "wrong"), folder: null, "iam", "list-users");

        Assert.Contains(
            "An error occurred (SignatureDoesNotMatch) when calling the ListUsers operation: The request signature we calculated does not match the signature you provided.",
            result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_add_up_to_the_whole()
    {
        Clients.Require("aws");
        for (var i = 0; i < 5; i++)
        {
            await JsonAsync("iam", "create-group", "--group-name", $"pages-{i}", "--path", "/pages/");
        }

        var groups = await JsonAsync("iam", "list-groups", "--path-prefix", "/pages/", "--page-size", "2");

        Assert.Equal(
            ["pages-0", "pages-1", "pages-2", "pages-3", "pages-4"],
            groups.GetProperty("Groups").EnumerateArray().Select(group => group.GetProperty("GroupName").GetString()));
    }

    [Fact]
    public async Task Every_call_is_in_the_event_history_allowed_or_refused()
    {
        Clients.Require("aws");
        await JsonAsync("iam", "create-user", "--user-name", "dora");
        await Clients.RunAsync("aws", server.Environment, folder: null, "iam", "create-user", "--user-name", "dora");

        var events = await JsonAsync("cloudtrail", "lookup-events", "--lookup-attributes", "AttributeKey=ResourceName,AttributeValue=dora");

        var records = events.GetProperty("Events").EnumerateArray()
            .Select(entry => JsonDocument.Parse(entry.GetProperty("CloudTrailEvent").GetString()!).RootElement).ToList();
        Assert.Contains(records, record => record.GetProperty("eventName").GetString() == "CreateUser" && !record.TryGetProperty("errorCode", out _)
            && record.GetProperty("responseElements").GetProperty("user").GetProperty("userName").GetString() == "dora");
        Assert.Contains(records, record => record.TryGetProperty("errorCode", out var code) && code.GetString() == "EntityAlreadyExistsException");
    }

    [Fact]
    public async Task The_printed_certificate_authority_is_all_that_TLS_needs()
    {
        Clients.Require("aws");
        var folder = Directory.CreateTempSubdirectory("holdfast-ca-");
        var bundle = Path.Combine(folder.FullName, "ca.pem");
        await File.WriteAllTextAsync(bundle, await server.CertificateAuthorityAsync(), TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>(server.Environment, StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = $"https://localhost:{server.Port}",
            ["AWS_CA_BUNDLE"] = bundle,
        };

        var result = await Clients.RunAsync("aws", environment, folder: null, "sts", "get-caller-identity");

        folder.Delete(recursive: true);
        Assert.Contains("arn:aws:iam::000000000000:root", result.Succeeded(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
        => JsonDocument.Parse(await AwsAsync([.. arguments, "--output", "json"])).RootElement;

    private async Task<string> AwsAsync(params string[] arguments)
        => (await Clients.RunAsync("aws", server.Environment, folder: null, arguments)).Succeeded();
}
