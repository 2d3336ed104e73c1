namespace Holdfast.Conformance.Tests.Node;

/// <summary>The AWS SDK for JavaScript, where it is installed.</summary>
public sealed class NodeTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    [Fact]
    public async Task The_suite_passes()
    {
        Clients.Require("node");
        var folder = Path.Combine(AppContext.BaseDirectory, "Node");
        var found = await Clients.RunAsync("node", server.Environment, folder, "-e", "require.resolve('@aws-sdk/client-iam')");
        Assert.SkipUnless(found.ExitCode == 0, "'@aws-sdk/client-iam' is in no folder of NODE_PATH.");

        var result = await Clients.RunAsync("node", server.Environment, folder, "--no-warnings", "sdk.cjs");

        result.Succeeded();
    }
}
