namespace Holdfast.Conformance.Tests.Node;

/// <summary>The AWS SDK for JavaScript, where it is installed.</summary>
public sealed class NodeTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    [Theory]
    [InlineData("sdk.cjs", "@aws-sdk/client-iam")]
    [InlineData("archive.cjs", "@aws-sdk/client-s3")]
    public async Task A_suite_passes(string suite, string package)
    {
        Clients.Require("node");
        var folder = Path.Combine(AppContext.BaseDirectory, "Node");
        var found = await Clients.RunAsync("node", server.Environment, folder, "-e", $"require.resolve('{package}')");
        Assert.SkipUnless(found.ExitCode == 0, $"'{package}' is in no folder of NODE_PATH.");

        var result = await Clients.RunAsync("node", server.Environment, folder, "--no-warnings", suite);

        result.Succeeded();
    }
}
