namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>
/// A stack of the real AWS provider: applied, planned again without a difference, changed in place, imported into a fresh state, and destroyed,
/// after which the server holds what it held before. A stack is a folder of <c>Stacks</c>; each has a class, and so a server, of its own.
/// </summary>
public abstract class StackTests(HoldfastServer server, string stack)
{
    private static readonly string[] s_changed = ["-var", "team=green"];

    /// <summary>The server of the stack.</summary>
    protected HoldfastServer Server => server;

    [Fact]
    public async Task A_stack_is_applied_stays_as_it_is_changes_in_place_is_imported_and_goes()
    {
        using var terraform = StackFolder.Require(stack);
        var environment = await GivenAsync();
        var before = await HeldAsync();
        await terraform.InitAsync(environment);

        (await terraform.RunAsync(environment, "apply", "-auto-approve")).Succeeded();
        await terraform.PlanIsEmptyAsync(environment);
        (await terraform.RunAsync(environment, "apply", ["-auto-approve", .. s_changed])).Succeeded();
        await terraform.PlanIsEmptyAsync(environment, s_changed);
        await terraform.EverythingIsImportedAsync(environment, s_changed);
        await BeforeDestroyAsync(environment);
        (await terraform.RunAsync(environment, "destroy", ["-auto-approve", .. s_changed])).Succeeded();

        Assert.Equal(before, await HeldAsync());
    }

    /// <summary>Puts in place what the stack needs besides itself, and says with which credentials it is applied.</summary>
    protected virtual Task<IReadOnlyDictionary<string, string>> GivenAsync() => Task.FromResult(server.Environment);

    /// <summary>Does what somebody does to the resources of the stack without telling Terraform.</summary>
    protected virtual Task BeforeDestroyAsync(IReadOnlyDictionary<string, string> environment) => Task.CompletedTask;

    // What the account holds, as the service itself counts it.
    private async Task<string> HeldAsync()
        => (await Clients.AwsAsync(server.Environment, "iam", "get-account-summary", "--output", "json")).Succeeded();
}
