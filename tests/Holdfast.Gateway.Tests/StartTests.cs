using System.Security.Cryptography;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Server;
using Holdfast.Server.Commands;
using Holdfast.Server.Configuration;
using Holdfast.Server.Secrets;

namespace Holdfast.Gateway.Tests;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "holdfast-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_with_its_record()
    {
        await using (var first = await TestServer.StartAsync(Keeping))
        {
            Assert.Equal(200, (await first.QueryAsync("iam", "Action=CreateUser&UserName=alice&Version=2010-05-08")).Code);
            Assert.Equal(200, (await first.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15")).Code);
        }

        await using var second = await TestServer.StartAsync(Keeping);

        Assert.Equal(200, (await second.QueryAsync("iam", "Action=GetUser&UserName=alice&Version=2010-05-08")).Code);
        Assert.Contains(await AuditLog.ReadAsync(second), record => record.GetProperty("eventName").GetString() == "GetCallerIdentity");
    }

    [Fact]
    public async Task A_new_world_tells_its_root_key_once()
    {
        var options = new ServerOptions { Port = 0, Data = _folder };
        await using (var first = await HoldfastServer.StartAsync(options, TextWriter.Null))
        {
            Assert.NotNull(first.Account.Secret);
            Assert.StartsWith("AKIA", first.Account.AccessKeyId, StringComparison.Ordinal);
        }

        await using var second = await HoldfastServer.StartAsync(options, TextWriter.Null);

        Assert.Null(second.Account.Secret);
    }

    [Fact]
    public async Task Another_account_than_the_folders_is_refused()
    {
        await (await HoldfastServer.StartAsync(new ServerOptions { Port = 0, Data = _folder, Account = new("111122223333") }, TextWriter.Null)).DisposeAsync();

        var refused = await Assert.ThrowsAsync<StartException>(
            () => HoldfastServer.StartAsync(new ServerOptions { Port = 0, Data = _folder, Account = new("444455556666") }, TextWriter.Null));

        Assert.StartsWith("The management account of this data folder is 111122223333, not 444455556666.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_master_key_is_refused()
    {
        await (await HoldfastServer.StartAsync(new ServerOptions { Port = 0, Data = _folder }, TextWriter.Null)).DisposeAsync();
        var options = new ServerOptions { Port = 0, Data = _folder, MasterKey = Convert.ToBase64String(new byte[32]) };

        var refused = await Assert.ThrowsAsync<StartException>(() => HoldfastServer.StartAsync(options, TextWriter.Null));

        Assert.Equal("The master key is not the one that the secrets in this data folder were sealed with.", refused.Message);
    }

    [Fact]
    public async Task A_master_key_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await (await HoldfastServer.StartAsync(new ServerOptions { Port = 0, Data = _folder }, TextWriter.Null)).DisposeAsync();
        var key = Path.Combine(_folder, "master.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var refused = await Assert.ThrowsAsync<StartException>(
            () => HoldfastServer.StartAsync(new ServerOptions { Port = 0, Data = _folder }, TextWriter.Null));

        Assert.Equal($"Others may read {key}. Take that right away: chmod 600 {key}", refused.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_a_sentence()
    {
        await using var first = await TestServer.StartAsync();

        var refused = await Assert.ThrowsAsync<StartException>(() => HoldfastServer.StartAsync(
            new ServerOptions { IsEphemeral = true, Port = first.Server.Port, Listen = System.Net.IPAddress.Loopback }, TextWriter.Null));

        Assert.Equal($"Port {first.Server.Port} is in use. End what has it, or choose another with --port.", refused.Message);
    }

    [Fact]
    public async Task A_folder_in_use_is_said_in_a_sentence()
    {
        await using var first = await TestServer.StartAsync(Keeping);

        var refused = await Assert.ThrowsAsync<StartException>(() => TestServer.StartAsync(Keeping));

        Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_options_is_told_at_once()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOLDFAST_HEADER_BYTES_MAX"] = "many",
            ["HOLDFAST_MASTER_KEY"] = "c2hvcnQ=",
        };
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = "70000", ["account"] = "12", ["dev"] = "True", ["listen"] = "0.0.0.0" };

        var (_, faults) = new OptionsReader(variables.GetValueOrDefault).Read(file: null, given);

        Assert.Equal(5, faults.Count);
        Assert.Contains("--port: '70000' is not a whole number from 0 to 65535.", faults);
        Assert.Contains("--account: '12' is not an account number: twelve digits are.", faults);
        Assert.Contains("HOLDFAST_MASTER_KEY: it is not 32 bytes in base 64.", faults);
        Assert.Contains(faults, fault => fault.StartsWith("--dev is for this machine alone", StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_line_counts_more_than_the_environment_and_that_more_than_the_file()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "settings.json");
        File.WriteAllText(file, """{ "port": 1, "region": "eu-west-1", "connectionsMax": 7 }""");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOLDFAST_PORT"] = "2", ["HOLDFAST_REGION"] = "eu-west-2" };
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["port"] = "3" };

        var (options, faults) = new OptionsReader(variables.GetValueOrDefault).Read(file, given);

        Assert.Empty(faults);
        Assert.Equal(3, options.Port);
        Assert.Equal("eu-west-2", options.Region.Value);
        Assert.Equal(7, options.Gate.ConnectionsMax);
    }

    [Fact]
    public void A_seal_opens_only_for_what_it_was_made_for()
    {
        var sealer = new AesSecretSealer(RandomNumberGenerator.GetBytes(AesSecretSealer.KeyBytes));

        var sealedSecret = sealer.Seal("secret", "AKIA1");

        Assert.DoesNotContain("secret", sealedSecret, StringComparison.Ordinal);
        Assert.Equal("secret", sealer.Open(sealedSecret, "AKIA1"));
        Assert.ThrowsAny<CryptographicException>(() => sealer.Open(sealedSecret, "AKIA2"));
        Assert.ThrowsAny<CryptographicException>(() => sealer.Open(sealedSecret[..^4] + "AAAA", "AKIA1"));
        Assert.ThrowsAny<CryptographicException>(() => sealer.Open("v2:" + sealedSecret[3..], "AKIA1"));
    }

    [Fact]
    public void Env_prints_what_a_shell_needs()
    {
        var exports = EnvCommand.Write(new ServerOptions { IsDev = true });

        Assert.Contains("export AWS_ENDPOINT_URL=http://localhost:4566\n", exports, StringComparison.Ordinal);
        Assert.Contains("export AWS_ACCESS_KEY_ID=test\n", exports, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", EnvCommand.Write(new ServerOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_about_configuration_is_fresh()
    {
        var page = Path.Combine(RepositoryRoot(), "docs", "configuration.md");
        if (Environment.GetEnvironmentVariable("HOLDFAST_WRITE_DOCS") is not null)
        {
            File.WriteAllText(page, ConfigurationPage.Write());
        }

        Assert.Equal(ConfigurationPage.Write(), File.ReadAllText(page));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Holdfast.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        }

        return folder;
    }

    private void Keeping(ServerOptions options)
    {
        options.IsEphemeral = false;
        options.Data = _folder;
    }
}
