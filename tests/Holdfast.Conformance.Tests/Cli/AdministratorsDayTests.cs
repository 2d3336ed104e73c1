using System.Globalization;
using System.Text;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>What an administrator does in a day with the AWS CLI; each piece of work in an account of its own, and all of it found in the event history.</summary>
public sealed class AdministratorsDayTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    private const string TrustEc2 = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}
        """;

    private const string ReadIam = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:Get*","iam:List*"],"Resource":"*"}]}
        """;

    [Fact]
    public async Task A_team_is_set_up_and_a_page_of_it_is_read()
    {
        var aws = Administrator("220000000001");
        await aws.RunAsync("iam", "create-group", "--group-name", "operators", "--path", "/teams/");
        var policy = (await aws.RunAsync("iam", "create-policy", "--policy-name", "operate", "--policy-document", ReadIam)).GetProperty("Policy").Text("Arn");
        await aws.RunAsync("iam", "attach-group-policy", "--group-name", "operators", "--policy-arn", policy);
        foreach (var name in (string[])["ada", "grace", "joan"])
        {
            await aws.RunAsync("iam", "create-user", "--user-name", name, "--permissions-boundary", policy, "--tags", $"Key=name,Value={name}");
            await aws.RunAsync("iam", "add-user-to-group", "--group-name", "operators", "--user-name", name);
        }

        await aws.RunAsync("iam", "create-role", "--role-name", "worker", "--assume-role-policy-document", TrustEc2);
        await aws.RunAsync("iam", "put-role-policy", "--role-name", "worker", "--policy-name", "read", "--policy-document", ReadIam);
        await aws.RunAsync("iam", "attach-role-policy", "--role-name", "worker", "--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
        await aws.RunAsync("iam", "create-instance-profile", "--instance-profile-name", "worker");
        await aws.RunAsync("iam", "add-role-to-instance-profile", "--instance-profile-name", "worker", "--role-name", "worker");
        await aws.RunAsync("iam", "wait", "user-exists", "--user-name", "ada");
        await aws.RunAsync("iam", "wait", "role-exists", "--role-name", "worker");
        await aws.RunAsync("iam", "wait", "policy-exists", "--policy-arn", policy);
        await aws.RunAsync("iam", "wait", "instance-profile-exists", "--instance-profile-name", "worker");

        var first = await aws.RunAsync("iam", "list-users", "--max-items", "2", "--page-size", "1");
        var rest = await aws.RunAsync("iam", "list-users", "--max-items", "2", "--page-size", "1", "--starting-token", first.Text("NextToken"));
        var group = await aws.RunAsync("iam", "get-group", "--group-name", "operators", "--page-size", "1");
        var simulated = await aws.RunAsync(
            "iam", "simulate-principal-policy", "--policy-source-arn", "arn:aws:iam::220000000001:role/worker", "--action-names", "iam:GetUser", "iam:CreateUser");

        Assert.Equal(["ada", "grace"], first.Texts("Users", "UserName"));
        Assert.Equal(["joan"], rest.Texts("Users", "UserName"));
        Assert.Equal(["ada", "grace", "joan"], group.Texts("Users", "UserName"));
        Assert.Equal(["allowed", "implicitDeny"], simulated.Texts("EvaluationResults", "EvalDecision"));
        await aws.EverythingIsRecordedAsync();
    }

    [Fact]
    public async Task A_profile_assumes_a_role_with_a_code_that_is_good_once()
    {
        var aws = Administrator("220000000002");
        using var folder = new TemporaryFolder();
        var (serial, seed) = await UserWithDeviceAsync(aws, folder);
        var key = (await aws.RunAsync("iam", "create-access-key", "--user-name", "ada")).GetProperty("AccessKey");
        await aws.RunAsync("iam", "put-user-policy", "--user-name", "ada", "--policy-name", "assume", "--policy-document", Statement("sts:AssumeRole"));
        var role = (await aws.RunAsync("iam", "create-role", "--role-name", "careful", "--assume-role-policy-document", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::220000000002:user/ada"},
            "Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}
            """)).GetProperty("Role").Text("Arn");
        await aws.RunAsync("iam", "put-role-policy", "--role-name", "careful", "--policy-name", "read", "--policy-document", ReadIam);
        var profile = Profile(await folder.WriteAsync("config", $"""
            [profile base]
            aws_access_key_id = {key.Text("AccessKeyId")}
            aws_secret_access_key = {key.Text("SecretAccessKey")}
            [profile careful]
            source_profile = base
            role_arn = {role}
            role_session_name = at-work
            mfa_serial = {serial}
            """));
        var ada = new AwsCli(server.EnvironmentOf(key.Text("AccessKeyId"), key.Text("SecretAccessKey")));

        var withoutCode = await ada.RefusedAsync("sts", "assume-role", "--role-arn", role, "--role-session-name", "none");

        // Without a terminal the CLI reads the code from its standard input.
        var code = TimeCodes.Of(seed, TimeProvider.System.GetUtcNow());
        var users = await Clients.RunAsync(
            "setsid", profile, folder.Path, code + "\n", ["-w", "aws", "iam", "list-users", "--profile", "careful", "--query", "Users[].UserName", "--output", "text"]);
        var again = await Clients.RunAsync(
            "setsid", profile, folder.Path, code + "\n", ["-w", "aws", "sts", "assume-role", "--profile", "base", "--role-arn", role, "--role-session-name", "again",
                "--serial-number", serial, "--token-code", code]);

        Assert.Contains("is not authorized to perform: sts:AssumeRole", withoutCode, StringComparison.Ordinal);
        Assert.Equal("ada", users.Succeeded().Trim());
        Assert.Contains("MultiFactorAuthentication failed with invalid MFA one time pass code.", again.Error, StringComparison.Ordinal);
        await aws.EverythingIsRecordedAsync();
    }

    [Fact]
    public async Task Sessions_have_limits_and_are_revoked_and_an_auditor_sees_who_used_what()
    {
        var aws = Administrator("220000000003");
        await aws.RunAsync("iam", "create-user", "--user-name", "ada");
        var key = (await aws.RunAsync("iam", "create-access-key", "--user-name", "ada")).GetProperty("AccessKey");
        await aws.RunAsync("iam", "put-user-policy", "--user-name", "ada", "--policy-name", "assume", "--policy-document", Statement("sts:AssumeRole"));
        await aws.RunAsync("iam", "create-role", "--role-name", "reader", "--assume-role-policy-document", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"220000000003"}}]}
            """);
        await aws.RunAsync("iam", "put-role-policy", "--role-name", "reader", "--policy-name", "read", "--policy-document", ReadIam);
        var ada = new AwsCli(server.EnvironmentOf(key.Text("AccessKeyId"), key.Text("SecretAccessKey")));
        var session = (await ada.RunAsync("sts", "assume-role", "--role-arn", "arn:aws:iam::220000000003:role/reader", "--role-session-name", "audit"))
            .GetProperty("Credentials");
        var tooLong = await ada.RefusedAsync(
            "sts", "assume-role", "--role-arn", "arn:aws:iam::220000000003:role/reader", "--role-session-name", "long", "--duration-seconds", "7200");
        var reader = new AwsCli(server.EnvironmentOf(session.Text("AccessKeyId"), session.Text("SecretAccessKey"), session.Text("SessionToken")));
        await reader.RunAsync("iam", "list-roles");

        var now = TimeProvider.System.GetUtcNow().AddSeconds(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await aws.RunAsync("iam", "put-role-policy", "--role-name", "reader", "--policy-name", "AWSRevokeOlderSessions", "--policy-document", $$$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"{{{{now}}}}"}}}]}
            """);
        var revoked = await reader.RefusedAsync("iam", "list-roles");
        var used = await aws.RunUntilAsync(
            answer => answer.GetProperty("AccessKeyLastUsed").TryGetProperty("LastUsedDate", out _),
            "iam", "get-access-key-last-used", "--access-key-id", key.Text("AccessKeyId"));
        var job = (await aws.RunAsync("iam", "generate-service-last-accessed-details", "--arn", "arn:aws:iam::220000000003:role/reader")).Text("JobId");
        var details = await aws.RunUntilAsync(
            answer => answer.Text("JobStatus") == "COMPLETED", "iam", "get-service-last-accessed-details", "--job-id", job);
        await aws.RunUntilAsync(answer => answer.Text("State") == "COMPLETE", "iam", "generate-credential-report");
        var report = Encoding.UTF8.GetString((await aws.RunAsync("iam", "get-credential-report")).GetProperty("Content").GetBytesFromBase64()).Split('\n');
        var everything = await aws.RunAsync("iam", "get-account-authorization-details");

        Assert.Contains("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", tooLong, StringComparison.Ordinal);
        Assert.Contains("with an explicit deny in an identity-based policy", revoked, StringComparison.Ordinal);
        Assert.Equal("sts", used.GetProperty("AccessKeyLastUsed").Text("ServiceName"));
        Assert.Equal("iam", Assert.Single(details.Texts("ServicesLastAccessed", "ServiceNamespace")));
        Assert.StartsWith("user,arn,user_creation_time,password_enabled,", report[0], StringComparison.Ordinal);
        Assert.StartsWith("<root_account>,arn:aws:iam::220000000003:root,", report[1], StringComparison.Ordinal);
        Assert.StartsWith("ada,arn:aws:iam::220000000003:user/ada,", report[2], StringComparison.Ordinal);
        Assert.Equal(["reader"], everything.Texts("RoleDetailList", "RoleName"));
        Assert.Equal(["ada"], everything.Texts("UserDetailList", "UserName"));
        await aws.EverythingIsRecordedAsync();
    }

    [Fact]
    public async Task A_service_linked_role_goes_when_nothing_needs_it()
    {
        var aws = Administrator("220000000004");
        await aws.RunAsync("iam", "create-service-linked-role", "--aws-service-name", "autoscaling.amazonaws.com", "--custom-suffix", "day");
        var task = (await aws.RunAsync("iam", "delete-service-linked-role", "--role-name", "AWSServiceRoleForAutoScaling_day")).Text("DeletionTaskId");

        var status = await aws.RunUntilAsync(
            answer => answer.Text("Status") is "SUCCEEDED" or "FAILED", "iam", "get-service-linked-role-deletion-status", "--deletion-task-id", task);
        var gone = await aws.RefusedAsync("iam", "get-role", "--role-name", "AWSServiceRoleForAutoScaling_day");

        Assert.Equal("SUCCEEDED", status.Text("Status"));
        Assert.Contains("(NoSuchEntity)", gone, StringComparison.Ordinal);
        await aws.EverythingIsRecordedAsync();
    }

    [Fact]
    public async Task Passwords_are_as_the_policy_says_and_certificates_come_and_go()
    {
        var aws = Administrator("220000000005");
        using var folder = new TemporaryFolder();
        Materials.WriteTo(folder.Path, TimeProvider.System.GetUtcNow());
        await aws.RunAsync("iam", "create-user", "--user-name", "ada");
        await aws.RunAsync(
            "iam", "update-account-password-policy", "--minimum-password-length", "14", "--require-symbols", "--allow-users-to-change-password",
            "--password-reuse-prevention", "3");
        var weak = await aws.RefusedAsync("iam", "create-login-profile", "--user-name", "ada", "--password", "NoSymbolsIn1tAtAll");
        await aws.RunAsync("iam", "create-login-profile", "--user-name", "ada", "--password", "A-first-passw0rd");
        var key = (await aws.RunAsync("iam", "create-access-key", "--user-name", "ada")).GetProperty("AccessKey");
        var ada = new AwsCli(server.EnvironmentOf(key.Text("AccessKeyId"), key.Text("SecretAccessKey")));
        var reused = await ada.RefusedAsync("iam", "change-password", "--old-password", "A-first-passw0rd", "--new-password", "A-first-passw0rd");
        await ada.RunAsync("iam", "change-password", "--old-password", "A-first-passw0rd", "--new-password", "A-second-passw0rd");

        await aws.RunAsync(
            "iam", "upload-server-certificate", "--server-certificate-name", "web", "--certificate-body", $"file://{folder["server.pem"]}",
            "--private-key", $"file://{folder["server.key"]}", "--certificate-chain", $"file://{folder["authority.pem"]}");
        var web = await aws.RunAsync("iam", "get-server-certificate", "--server-certificate-name", "web");
        await aws.RunAsync("iam", "update-server-certificate", "--server-certificate-name", "web", "--new-server-certificate-name", "web2");
        await aws.RunAsync("iam", "delete-server-certificate", "--server-certificate-name", "web2");
        await aws.RunAsync("iam", "upload-signing-certificate", "--user-name", "ada", "--certificate-body", $"file://{folder["signing.pem"]}");
        await aws.RunAsync("iam", "upload-ssh-public-key", "--user-name", "ada", "--ssh-public-key-body", $"file://{folder["id_rsa.pub"]}");
        await aws.RunAsync("iam", "delete-account-password-policy");

        Assert.Contains("(PasswordPolicyViolation)", weak, StringComparison.Ordinal);
        Assert.Contains("(PasswordPolicyViolation)", reused, StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", web.GetProperty("ServerCertificate").Text("CertificateBody"), StringComparison.Ordinal);
        await aws.EverythingIsRecordedAsync();
    }

    private static string Statement(string action)
        => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""";

    private static async Task<(string Serial, string Seed)> UserWithDeviceAsync(AwsCli aws, TemporaryFolder folder)
    {
        await aws.RunAsync("iam", "create-user", "--user-name", "ada");
        var serial = (await aws.RunAsync(
            "iam", "create-virtual-mfa-device", "--virtual-mfa-device-name", "ada", "--outfile", folder["seed"], "--bootstrap-method", "Base32StringSeed"))
            .GetProperty("VirtualMFADevice").Text("SerialNumber");
        var seed = await File.ReadAllTextAsync(folder["seed"], TestContext.Current.CancellationToken);
        var (first, second) = TimeCodes.Two(seed, TimeProvider.System.GetUtcNow());
        await aws.RunAsync(
            "iam", "enable-mfa-device", "--user-name", "ada", "--serial-number", serial, "--authentication-code1", first, "--authentication-code2", second);
        return (serial, seed);
    }

    private AwsCli Administrator(string account)
    {
        Clients.Require("aws");
        return new(server.EnvironmentOf(account, "test"));
    }

    private Dictionary<string, string> Profile(string config) => new(server.Environment, StringComparer.Ordinal)
    {
        ["AWS_CONFIG_FILE"] = config,
        ["HOME"] = Path.GetDirectoryName(config)!,
    };
}
