namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Access keys, passwords, SSH keys, MFA devices, service-specific credentials, signing and server certificates.</summary>
public sealed class CredentialsStackTests(HoldfastServer server) : StackTests(server, "credentials"), IClassFixture<HoldfastServer>
{
    /// <summary>Makes a group that Terraform does not know of.</summary>
    protected override async Task<IReadOnlyDictionary<string, string>> GivenAsync()
    {
        await IamAsync("create-group", "--group-name", "foreign");
        return Server.Environment;
    }

    /// <summary>Gives the user whom Terraform is to destroy by force what Terraform does not know of.</summary>
    protected override async Task BeforeDestroyAsync(IReadOnlyDictionary<string, string> environment)
    {
        using var folder = new TemporaryFolder();
        var device = await IamAsync(
            "create-virtual-mfa-device", "--virtual-mfa-device-name", "enabled", "--outfile", folder["seed"], "--bootstrap-method", "Base32StringSeed",
            "--query", "VirtualMFADevice.SerialNumber", "--output", "text");
        var (first, second) = TimeCodes.Two(
            await File.ReadAllTextAsync(folder["seed"], TestContext.Current.CancellationToken), TimeProvider.System.GetUtcNow());
        await IamAsync(
            "enable-mfa-device", "--user-name", "tf-ada", "--serial-number", device.Trim(), "--authentication-code1", first, "--authentication-code2", second);
        await IamAsync("create-service-specific-credential", "--user-name", "tf-ada", "--service-name", "codecommit.amazonaws.com");
        await IamAsync("add-user-to-group", "--group-name", "foreign", "--user-name", "tf-ada");
    }

    private async Task<string> IamAsync(params string[] arguments)
        => (await Clients.AwsAsync(Server.Environment, ["iam", .. arguments])).Succeeded();
}
