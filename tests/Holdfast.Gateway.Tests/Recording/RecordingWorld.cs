using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Protocols.Shapes;
using Holdfast.Services.Iam;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>A world in which calls are recorded without being carried out.</summary>
internal sealed class RecordingWorld
{
    public static readonly string Stream = AuditStream.NameOf(World.Account, World.Region);

    private readonly Recorder _recorder;

    public RecordingWorld()
    {
        World = new World();
        _recorder = new Recorder(World.Ids);
    }

    public World World { get; }

    /// <summary>A call of an IAM operation as alice, over TLS, with what the test says besides.</summary>
    public RecordedCall Call(string operation, IShape? input = null, IShape? output = null, ServiceException? error = null, Caller? caller = null) => new()
    {
        Operation = new IamService().Model.FindOperation(operation)!,
        Caller = caller ?? World.UserOf(World.Account, "alice"),
        Account = World.Account,
        Region = World.Region,
        Now = World.Now,
        RequestId = "9d478fc1-4f10-490f-a26b-EXAMPLE0e932",
        Request = new()
        {
            SourceIp = "192.0.2.10",
            UserAgent = "aws-cli/2.13.5 Python/3.11.4 command/iam.create-user",
            Host = "iam.amazonaws.com",
            IsSecure = true,
            TlsVersion = "TLSv1.3",
            CipherSuite = "TLS_AES_128_GCM_SHA256",
        },
        Input = input,
        Output = output,
        Error = error,
    };

    /// <summary>Records a call and gives the record.</summary>
    public async Task<JsonElement> RecordAsync(RecordedCall call) => JsonDocument.Parse(await RecordTextAsync(call)).RootElement;

    /// <summary>Records a call and gives the record as it was written.</summary>
    public async Task<string> RecordTextAsync(RecordedCall call)
    {
        await World.WriteAsync(transaction => _recorder.Record(transaction, call));
        var entries = await World.StreamAsync(AuditStream.NameOf(call.Account, call.Region));
        return entries is [] ? "" : Encoding.UTF8.GetString(entries[^1].Payload.Span);
    }

    /// <summary>Counts the records with a label.</summary>
    public async Task<int> CountAsync(string label)
    {
        using var transaction = World.Store.Begin(new Cause("count", 0));
        return (await transaction.SearchStreamAsync(new() { Stream = Stream, Label = label, Limit = 100 }, CancellationToken.None)).Count;
    }
}
