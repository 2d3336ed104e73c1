using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Tests.Kms.MultiRegion;

/// <summary>Keys in several regions, and what each region's record of calls tells of them.</summary>
public abstract class MultiRegionTests : KmsTests
{
    /// <summary>A region beside the one that tests act in.</summary>
    protected static readonly Region Ireland = new("eu-west-1");

    /// <summary>Another one.</summary>
    protected static readonly Region Sydney = new("ap-southeast-2");

    /// <summary>Gives the name and the error of every recorded call of a region, in their order.</summary>
    protected async Task<IReadOnlyList<(string? Name, string? Error)>> RecordedAsync(Region region)
    {
        var entries = await World.StreamAsync(AuditStream.NameOf(Account, region));
        return [.. entries.Select(entry => Facts(JsonDocument.Parse(entry.Payload).RootElement))];

        static (string?, string?) Facts(JsonElement record)
            => (record.GetProperty("eventName").GetString(), record.TryGetProperty("errorCode", out var error) ? error.GetString() : null);
    }
}
