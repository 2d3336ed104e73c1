using System.Text.Json;

namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>A folder with a copy of one stack, its materials and its state.</summary>
internal sealed class StackFolder : IDisposable
{
    private const int NoDifference = 0;

    private readonly TemporaryFolder _folder = new();
    private readonly string _plugins;

    private StackFolder(string stack, string plugins)
    {
        _plugins = plugins;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Terraform", "Stacks", stack)))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }

        Materials.WriteTo(_folder.Path, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Lays the stack out, or skips the test where Terraform or the provider is missing.</summary>
    public static StackFolder Require(string stack)
    {
        Clients.Require("terraform");
        var plugins = Environment.GetEnvironmentVariable("HOLDFAST_TERRAFORM_PLUGINS");
        Assert.SkipWhen(string.IsNullOrEmpty(plugins), "HOLDFAST_TERRAFORM_PLUGINS names no folder with the AWS provider.");
        return new(stack, plugins);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>Finds the provider in the mirror; it is linked, not copied.</summary>
    public async Task InitAsync(IReadOnlyDictionary<string, string> environment)
        => (await RunAsync(environment, "init", $"-plugin-dir={_plugins}")).Succeeded();

    /// <summary>Runs a command to its end.</summary>
    public Task<ClientResult> RunAsync(IReadOnlyDictionary<string, string> environment, string command, params string[] arguments)
        => Clients.RunAsync("terraform", environment, _folder.Path, [command, "-no-color", "-input=false", .. arguments]);

    /// <summary>Checks that what was applied is what the stack says.</summary>
    public async Task PlanIsEmptyAsync(IReadOnlyDictionary<string, string> environment, params string[] variables)
    {
        var plan = await RunAsync(environment, "plan", ["-detailed-exitcode", .. variables]);
        Assert.True(plan.ExitCode == NoDifference, plan.Output + plan.Error);
    }

    /// <summary>Plans the same stack in a fresh state with an import of each resource that can be imported, and checks that nothing else is to be done.</summary>
    public async Task EverythingIsImportedAsync(IReadOnlyDictionary<string, string> environment, params string[] variables)
    {
        var resources = Resources(await JsonAsync(environment, "show", "-json")).ToList();
        var blocks = resources.Where(resource => Imports.Has(resource.Type))
            .Select(resource => $"import {{\n  to = {resource.Address}\n  id = {JsonSerializer.Serialize(Imports.IdOf(resource))}\n}}\n");
        await _folder.WriteAsync("imports.tf", string.Join('\n', blocks));

        (await RunAsync(environment, "plan", ["-state=fresh.tfstate", "-out=fresh.plan", .. variables])).Succeeded();
        var plan = await JsonAsync(environment, "show", "-json", "fresh.plan");
        File.Delete(_folder["imports.tf"]);

        Assert.Empty(plan.RootElement.GetProperty("resource_changes").EnumerateArray().SelectMany(Imports.Unexpected));
    }

    private async Task<JsonDocument> JsonAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => JsonDocument.Parse((await Clients.RunAsync("terraform", environment, _folder.Path, arguments)).Succeeded());

    private static IEnumerable<StackResource> Resources(JsonDocument state)
        => from resource in state.RootElement.GetProperty("values").GetProperty("root_module").GetProperty("resources").EnumerateArray()
           where resource.GetProperty("mode").GetString() == "managed"
           select new StackResource(resource.GetProperty("address").GetString()!, resource.GetProperty("type").GetString()!, resource.GetProperty("values"));
}

/// <summary>A resource in a state: its address, its type and its attributes.</summary>
internal sealed record StackResource(string Address, string Type, JsonElement Values)
{
    /// <summary>An attribute that is a string.</summary>
    public string this[string attribute] => Values.GetProperty(attribute).GetString()!;
}
