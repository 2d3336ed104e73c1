using System.Text;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Server.Commands.Import;

namespace Holdfast.Gateway.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Account = """
        {
          "UserDetailList": [{"UserName": "alice", "Path": "/team/", "Arn": "arn:aws:iam::444455556666:user/team/alice", "GroupList": ["crew"],
            "UserPolicyList": [{"PolicyName": "own", "PolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AGet%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D"}],
            "AttachedManagedPolicies": [{"PolicyName": "ReadOnlyAccess", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
            "PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::444455556666:policy/limit"},
            "Tags": [{"Key": "team", "Value": "red"}]}],
          "GroupDetailList": [{"GroupName": "crew", "Path": "/", "Arn": "arn:aws:iam::444455556666:group/crew", "GroupPolicyList": [], "AttachedManagedPolicies": []}]
        }
        {
          "RoleDetailList": [
            {"RoleName": "first", "Path": "/", "Arn": "arn:aws:iam::444455556666:role/first", "RolePolicyList": [], "AttachedManagedPolicies": [],
              "InstanceProfileList": [{"InstanceProfileName": "machines", "Path": "/"}],
              "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:role/second"}, "Action": "sts:AssumeRole"}}},
            {"RoleName": "second", "Path": "/", "Arn": "arn:aws:iam::444455556666:role/second", "RolePolicyList": [], "AttachedManagedPolicies": [],
              "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:role/first"}, "Action": "sts:AssumeRole"}}}],
          "Policies": [{"PolicyName": "limit", "Path": "/", "Arn": "arn:aws:iam::444455556666:policy/limit", "DefaultVersionId": "v2", "PolicyVersionList": [
            {"VersionId": "v2", "IsDefaultVersion": true, "Document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::logs-444455556666/*"}}},
            {"VersionId": "v1", "IsDefaultVersion": false, "Document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}]}]
        }
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Makes_what_the_file_tells_and_changes_nothing_a_second_time()
    {
        await using var server = await TestServer.StartAsync();

        var (first, firstReport) = await ImportAsync(server, Account);
        var (second, secondReport) = await ImportAsync(server, Account);

        Assert.Equal((0, 0), (first, second));
        Assert.Contains("Account 444455556666 of the file is account 000000000000 here", firstReport, StringComparison.Ordinal);
        Assert.Contains("users:                 1 made or changed, 0 as they were", firstReport, StringComparison.Ordinal);
        Assert.DoesNotContain(" 1 made", secondReport, StringComparison.Ordinal);
        Assert.DoesNotContain(" 2 made", secondReport, StringComparison.Ordinal);
        var details = (await server.QueryAsync("iam", "Action=GetAccountAuthorizationDetails&Version=2010-05-08")).Body;
        Assert.Contains("arn:aws:iam::000000000000:policy/limit</PermissionsBoundaryArn>", details, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("logs-000000000000"), details, StringComparison.Ordinal);
        Assert.Contains("<DefaultVersionId>v2</DefaultVersionId>", details, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("arn:aws:iam::000000000000:role/second"), details, StringComparison.Ordinal);
        Assert.Contains("<InstanceProfileName>machines</InstanceProfileName>", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brings_what_differs_into_line()
    {
        await using var server = await TestServer.StartAsync();
        await ImportAsync(server, Account);
        await server.QueryAsync("iam", "Action=TagUser&Version=2010-05-08&UserName=alice&Tags.member.1.Key=team&Tags.member.1.Value=blue");
        await server.QueryAsync("iam", "Action=DetachUserPolicy&Version=2010-05-08&UserName=alice&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess");

        var (exit, report) = await ImportAsync(server, Account);

        Assert.Equal(0, exit);
        Assert.Contains("users:                 1 made or changed", report, StringComparison.Ordinal);
        var details = (await server.QueryAsync("iam", "Action=GetAccountAuthorizationDetails&Version=2010-05-08&Filter.member.1=User")).Body;
        Assert.Contains("ReadOnlyAccess", details, StringComparison.Ordinal);
        Assert.Contains("<Value>red</Value>", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_could_not_be_carried_over_and_goes_on()
    {
        const string Text = """
            {"UserDetailList": [{"UserName": "alice", "Path": "/", "Arn": "arn:aws:iam::444455556666:user/alice",
              "AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::aws:policy/FutureAccess"}]}],
             "RoleDetailList": [{"RoleName": "lost", "Path": "/", "Arn": "arn:aws:iam::444455556666:role/lost",
              "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::777788889999:role/theirs"}, "Action": "sts:AssumeRole"}}}]}
            """;
        await using var server = await TestServer.StartAsync();

        var (exit, report) = await ImportAsync(server, Text);

        Assert.Equal(2, exit);
        Assert.Contains("Could not be carried over: 2", report, StringComparison.Ordinal);
        Assert.Contains("policy arn:aws:iam::aws:policy/FutureAccess of user alice: NoSuchEntity.", report, StringComparison.Ordinal);
        Assert.Contains("the trust policy of role lost, which nobody can assume now: MalformedPolicyDocument. Invalid principal", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"Users\": []}", "It is not the output of 'aws iam get-account-authorization-details'.")]
    [InlineData("user: alice", "cannot be imported.")]
    [InlineData("{\"UserDetailList\": [{\"Path\": \"/\"}]}", "A part of it has no UserName.")]
    public async Task Refuses_what_is_something_else(string text, string message)
    {
        await using var server = await TestServer.StartAsync();

        var (exit, report) = await ImportAsync(server, text);

        Assert.Equal(1, exit);
        Assert.Contains(message, report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wants_to_know_who_imports()
    {
        await File.WriteAllTextAsync(_file, Account, TestContext.Current.CancellationToken);
        var output = new StringWriter();

        var exit = await ImportCommand.RunAsync(_file, "http://127.0.0.1:1", region: null, isDev: false, _ => null, output);

        Assert.Equal(1, exit);
        Assert.Contains("AWS_ACCESS_KEY_ID", output.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Report)> ImportAsync(TestServer server, string text)
    {
        await File.WriteAllTextAsync(_file, text, Encoding.UTF8);
        var output = new StringWriter();
        var exit = await ImportCommand.RunAsync(_file, server.Address.ToString(), region: null, isDev: true, _ => null, output);
        return (exit, output.ToString());
    }
}
