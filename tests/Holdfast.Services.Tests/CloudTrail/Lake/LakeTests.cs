using System.Text;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake;

/// <summary>A world with the lake, and shorter ways to make event data stores, to fill them and to ask them.</summary>
public abstract class LakeTests : TrailTests
{
    /// <summary>The name of most stores.</summary>
    protected const string StoreName = "investigation";

    private protected LakeParts Lake => Parts.Get<LakeParts>();

    /// <summary>Makes a store.</summary>
    /// <returns>Its id.</returns>
    private protected async Task<string> GivenStoreAsync(Func<CreateEventDataStoreRequest, CreateEventDataStoreRequest>? change = null)
    {
        var request = new CreateEventDataStoreRequest { Name = StoreName, TerminationProtectionEnabled = false };
        var response = await World.CallAsync(new CreateEventDataStore(Lake.Options), change?.Invoke(request) ?? request);
        return IdOf(response.EventDataStoreArn!);
    }

    /// <summary>Makes a store of events from outside.</summary>
    /// <returns>Its id.</returns>
    protected Task<string> GivenActivityStoreAsync(string name = StoreName) => GivenStoreAsync(request => request with
    {
        Name = name,
        AdvancedEventSelectors = [new() { FieldSelectors = [new() { Field = "eventCategory", EqualsMember = ["ActivityAuditLog"] }] }],
    });

    /// <summary>The id in an ARN.</summary>
    protected static string IdOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    /// <summary>The ARN of a store.</summary>
    protected static string StoreArnOf(string id) => $"arn:aws:cloudtrail:{World.Region}:{World.Account}:eventdatastore/{id}";

    /// <summary>A store as it is kept.</summary>
    private protected async Task<EventDataStore> StoreOfAsync(string id)
        => (await World.FindAsync<EventDataStore>(EventDataStore.KeyOf(World.Account, World.Region.Value, id)))!;

    /// <summary>Gives events to a store.</summary>
    private protected async Task<long> GiveAsync(string id, params string[] events)
    {
        var store = await StoreOfAsync(id);
        using var transaction = World.Store.Begin(new("give", 0) { At = World.Now });
        var given = await Lake.Intake.GiveAsync(transaction, store, [.. events.Select(static text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))], World.Now, CancellationToken.None);
        await World.Store.CommitAsync(transaction, Holdfast.Store.Durability.Durable, CancellationToken.None);
        return given;
    }

    /// <summary>An event as CloudTrail records it.</summary>
    protected static string EventOf(int number, string name = "CreateUser", string more = "\"requestParameters\":{\"userName\":\"alice\"}")
        => $$"""{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333","userName":"alice"},"eventTime":"2030-01-01T00:00:0{{number % 10}}Z","eventSource":"iam.amazonaws.com","eventName":"{{name}}","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1",{{more}},"eventID":"00000000-0000-4000-8000-{{number:D12}}","readOnly":false,"managementEvent":true,"eventCategory":"Management"}""";

    private protected StartQuery Starting => new(Lake.Delivery);

    /// <summary>Starts a query and runs it to its end.</summary>
    /// <returns>Its id.</returns>
    protected async Task<string> RunAsync(string statement, string? deliverTo = null)
    {
        var id = (await World.CallAsync(Starting, new() { QueryStatement = statement, DeliveryS3Uri = deliverTo })).QueryId!;
        await RunPendingAsync();
        return id;
    }

    /// <summary>Runs all queries that wait.</summary>
    protected Task RunPendingAsync() => new LakeWorker(World.Store, Parts, World.Clock, World.Ids).SettleAsync(CancellationToken.None);

    private protected Task<DescribeQueryResponse> DescribeAsync(string id) => World.CallAsync(new DescribeQuery(), new() { QueryId = id });

    private protected Task<GetQueryResultsResponse> ResultsAsync(string id, int? size = null, string? token = null)
        => World.CallAsync(new GetQueryResults(Lake.Files), new() { QueryId = id, MaxQueryResults = size, NextToken = token });

    /// <summary>Asks a query; gives the rows, each as its values with bars between.</summary>
    protected async Task<IReadOnlyList<string>> AskAsync(string statement)
    {
        var id = await RunAsync(statement);
        var results = await ResultsAsync(id);
        Assert.True(results.QueryStatus == QueryStatus.FINISHED, results.ErrorMessage);
        return [.. results.QueryResultRows!.Select(static row => string.Join('|', row.Select(static column => column.Values.Single())))];
    }

    /// <summary>The number of files of a store.</summary>
    private protected async Task<IReadOnlyList<EventFile>> FilesOfAsync(string id)
        => await World.ListAsync<EventFile>(EventFile.PrefixOf((await StoreOfAsync(id)).Key));
}
