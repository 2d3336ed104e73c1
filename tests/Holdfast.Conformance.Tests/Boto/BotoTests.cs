namespace Holdfast.Conformance.Tests.Boto;

/// <summary>Suites in Python that use boto3 as its users do; each is a program that fails when one of its tests does, in accounts of its own.</summary>
public sealed class BotoTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    [Theory]
    [InlineData("access.py")]
    [InlineData("archive.py")]
    [InlineData("auditor.py")]
    [InlineData("errors.py")]
    [InlineData("evidence.py")]
    [InlineData("forms.py")]
    [InlineData("lake.py")]
    [InlineData("listing.py")]
    [InlineData("objects.py")]
    [InlineData("paginators.py")]
    [InlineData("sessions.py")]
    [InlineData("waiters.py")]
    public async Task A_suite_passes(string suite)
    {
        await Clients.RequireBotoAsync();
        using var materials = new TemporaryFolder();
        Materials.WriteTo(materials.Path, TimeProvider.System.GetUtcNow());
        var environment = new Dictionary<string, string>(server.Environment, StringComparer.Ordinal)
        {
            ["HOLDFAST_MATERIALS"] = materials.Path,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };

        var result = await Clients.RunAsync("python3", environment, Path.Combine(AppContext.BaseDirectory, "Boto"), suite);

        result.Succeeded();
    }
}
