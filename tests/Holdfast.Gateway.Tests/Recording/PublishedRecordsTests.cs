using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>
/// A scripted day of calls over TLS, with every type of identity that there is here; each record is compared field by field with what AWS publishes of it
/// (<c>Cases/published-records.json</c> names the pages, and the reason for each field that is missing on purpose).
/// </summary>
/// <remarks>
/// Of the published types of identities nothing makes <c>Role</c> (a switch of roles in the console is an AssumedRole), <c>Directory</c>,
/// <c>IdentityCenterUser</c> and <c>Unknown</c>: there is no directory and no Identity Center, and nobody calls whom the gate does not know.
/// </remarks>
public sealed class PublishedRecordsTests
{
    [Fact]
    public async Task A_day_of_calls_leaves_the_records_that_are_published()
    {
        await using var day = await ScriptedDay.LiveAsync();
        var records = await RecordsAsync(day.Server);
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Cases", "published-records.json"), TestContext.Current.CancellationToken));
        var cases = file.RootElement.GetProperty("cases").EnumerateArray().ToList();

        var faults = cases.SelectMany(published => FaultsOf(published, records)).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(
            ["AWSAccount", "AWSService", "AssumedRole", "FederatedUser", "IAMUser", "Root", "SAMLUser", "WebIdentityUser"],
            cases.Select(static published => RecordForm.TypeOf(published.GetProperty("record"))).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_across_accounts_is_in_both_histories_under_one_shared_id()
    {
        await using var day = await ScriptedDay.LiveAsync();

        var shared = (await RecordsAsync(day.Server)).Where(static record => record.TryGetProperty("sharedEventID", out _) && record.GetProperty("eventName").GetString() == "AssumeRole").ToList();

        Assert.Equal(2, shared.Count);
        Assert.Single(shared.Select(static record => record.GetProperty("sharedEventID").GetGuid()).Distinct());
        Assert.Equal(2, shared.Select(static record => record.GetProperty("eventID").GetGuid()).Distinct().Count());
        Assert.Equal(2, shared.Select(static record => record.GetProperty("recipientAccountId").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", "b is missing")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", "b is not published")]
    [InlineData("""{"a":{"b":"x"}}""", """{"a":{"b":"y"}}""", "a.b is \"x\", published \"y\"")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "a has 1 elements, published 2")]
    [InlineData("""{"a":"20:00"}""", """{"a":"<time>"}""", "a is \"20:00\", published \"<time>\"")]
    public void A_field_that_differs_is_found(string written, string published, string fault)
        => Assert.Equal([fault], RecordForm.Compare(JsonDocument.Parse(written).RootElement, JsonDocument.Parse(published).RootElement));

    // Of the records of the same event by the same type of identity the nearest is meant.
    private static IEnumerable<string> FaultsOf(JsonElement published, IReadOnlyList<JsonElement> records)
    {
        var expected = published.GetProperty("record");
        var candidates = records
            .Where(record => record.GetProperty("eventName").GetString() == expected.GetProperty("eventName").GetString() && RecordForm.TypeOf(record) == RecordForm.TypeOf(expected))
            .Select(record => RecordForm.Compare(record, expected))
            .OrderBy(static faults => faults.Count)
            .ToList();
        var name = $"{expected.GetProperty("eventName").GetString()} of {RecordForm.TypeOf(expected)} ({published.GetProperty("page").GetString()})";
        return candidates is [] ? [$"{name}: there is none"] : candidates[0].Select(fault => $"{name}: {fault}");
    }

    private static async Task<IReadOnlyList<JsonElement>> RecordsAsync(TestServer server)
        =>
        [
            .. await AuditLog.ReadAsync(server),
            .. await AuditLog.ReadAsync(server, account: Sessions.SessionWorld.OtherAccount),
            .. await AuditLog.ReadStreamAsync(server, AuditStream.DataNameOf(AuditLog.Account, new Region("us-east-1"))),
        ];
}
