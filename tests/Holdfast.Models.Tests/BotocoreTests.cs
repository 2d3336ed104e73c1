using System.Globalization;
using Holdfast.Models.Tests.Proof;

namespace Holdfast.Models.Tests;

/// <summary>Proves readers and writers against botocore, for every operation and every error of every model, in every protocol of its service.</summary>
/// <remarks>The output of each test says how many cases ran; <c>dotnet test --output Detailed</c> shows it.</remarks>
public sealed class BotocoreTests(ITestOutputHelper output)
{
    private const int CasesPerOperation = 5;
    private const int CasesPerOperationWhenSlow = 50;

    /// <summary>The services by their folders.</summary>
    public static TheoryData<string> Services { get; } = [.. ProofService.All.Select(service => service.Folder)];

    [Theory]
    [MemberData(nameof(Services))]
    public void We_read_what_botocore_writes_and_botocore_reads_what_we_write(string folder)
    {
        Assert.SkipWhen(Botocore.WhyNot is not null, Botocore.WhyNot ?? "");
        var temporary = Directory.CreateTempSubdirectory("holdfast-proof-");
        var proof = new ServiceProof(ProofService.All.Single(service => service.Folder == folder), temporary.FullName);

        var faults = proof.Run(Environment.GetEnvironmentVariable("HOLDFAST_SLOW") == "1" ? CasesPerOperationWhenSlow : CasesPerOperation);

        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: botocore {Botocore.Version} wrote {proof.Requests} requests, "
            + $"and read {proof.Responses} responses and {proof.Errors} errors; {faults.Count} differ.");
        output.WriteLine(counts);
        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(20).Prepend(counts)));
        temporary.Delete(recursive: true);
    }

    [Fact]
    public void Every_service_with_a_model_takes_part()
        => Assert.Equal(
            Directory.GetDirectories(Repository.Services)
                .Where(folder => Directory.Exists(Path.Combine(folder, "Model")))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal),
            ProofService.All.Select(service => service.Folder));

    [Fact]
    public void Every_operation_of_every_model_has_its_shapes()
        => Assert.All(ProofService.All.SelectMany(service => service.Model.Operations), operation => Assert.NotNull(operation.Input));

    [Fact]
    public void The_committed_models_are_what_botocore_gives()
    {
        Assert.SkipWhen(
            Botocore.Version != Botocore.ModelVersion,
            $"The models were read from botocore {Botocore.ModelVersion}; {Botocore.Version ?? "none"} is installed.");

        Botocore.Extract("--check");
    }
}
