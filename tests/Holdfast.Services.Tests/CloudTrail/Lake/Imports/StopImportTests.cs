using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Imports;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Imports;

public sealed class StopImportTests : ImportTests
{
    [Fact]
    public async Task Stops_an_import_which_brings_nothing_more_until_it_is_retried()
    {
        var store = await GivenSourceAsync();
        await GivenFileAsync(1, 1);
        var id = await StartAsync(store);

        var stopped = await StopAsync(id);
        await RunPendingAsync();

        Assert.Equal((id, ImportStatus.STOPPED, 0L), (stopped.ImportId, stopped.ImportStatus, stopped.ImportStatistics!.EventsCompleted));
        Assert.Empty(await NumbersAsync(store));
        await World.CallAsync(Importing, new() { ImportId = id });
        await RunPendingAsync();
        Assert.Equal(["1"], await NumbersAsync(store));
    }

    [Fact]
    public async Task Refuses_an_import_that_is_not_there_or_has_ended()
    {
        var id = await StartAsync(await GivenSourceAsync());
        await RunPendingAsync();

        await RefusedAsync("InvalidParameterException", () => StopAsync(id));
        await RefusedAsync("ImportNotFoundException", () => StopAsync("ee54f255-e080-4483-aa72-b1ef9fafb58e"));
    }

    private Task<StopImportResponse> StopAsync(string id) => World.CallAsync(new StopImport(), new() { ImportId = id });
}
