namespace Holdfast.Conformance.Tests;

/// <summary>Stacks of the real AWS provider: applied, planned again without a difference, changed, and destroyed.</summary>
public sealed class TerraformTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    private const int NoDifference = 0;

    [Theory]
    [InlineData("identity")]
    [InlineData("keys")]
    public async Task A_stack_is_applied_stays_as_it_is_changes_in_place_and_goes(string stack)
    {
        Clients.Require("terraform");
        var plugins = Environment.GetEnvironmentVariable("HOLDFAST_TERRAFORM_PLUGINS");
        Assert.SkipWhen(string.IsNullOrEmpty(plugins), "HOLDFAST_TERRAFORM_PLUGINS names no folder with the AWS provider.");
        var folder = Directory.CreateTempSubdirectory("holdfast-tf-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Stacks", stack)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        (await TerraformAsync("init", "-input=false", $"-plugin-dir={plugins}")).Succeeded();
        (await TerraformAsync("apply", "-input=false", "-auto-approve")).Succeeded();
        var again = await TerraformAsync("plan", "-input=false", "-detailed-exitcode");
        (await TerraformAsync("apply", "-input=false", "-auto-approve", "-var", "team=green")).Succeeded();
        var changed = await TerraformAsync("plan", "-input=false", "-detailed-exitcode", "-var", "team=green");
        (await TerraformAsync("destroy", "-input=false", "-auto-approve")).Succeeded();

        Directory.Delete(folder, recursive: true);
        Assert.True(again.ExitCode == NoDifference, again.Output + again.Error);
        Assert.True(changed.ExitCode == NoDifference, changed.Output + changed.Error);

        Task<ClientResult> TerraformAsync(params string[] arguments)
            => Clients.RunAsync("terraform", server.Environment, folder, [arguments[0], "-no-color", .. arguments[1..]]);
    }
}
