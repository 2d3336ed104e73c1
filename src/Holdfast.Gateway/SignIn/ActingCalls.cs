using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recognition;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Sessions;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.SignIn;

/// <summary>Makes the calls of AWS's API that the sign-in needs in the name of who signed in: on the same road as any other call, read, judged, performed and recorded there.</summary>
internal sealed class ActingCalls(
    IReadOnlyList<ServiceModel> services, BindingTable operations, SessionMemo sessions, SessionToken tokens, ReadStep read, Dispatcher dispatcher)
{
    private static readonly SigningScope Scope = new() { Service = "signin" };

    /// <summary>Gives the credential of a session as it is now; null when its principal is gone.</summary>
    public async ValueTask<Credential?> FindAsync(Session session, DateTimeOffset now)
    {
        var token = tokens.Seal(session);
        return (await sessions.LoadAsync(session.AccessKeyId, token, Scope, now)).Credential;
    }

    /// <summary>Makes a call.</summary>
    /// <param name="exchange">The exchange whose request asks for it.</param>
    /// <param name="credential">Who acts; null for a call that nobody signs.</param>
    /// <param name="service">The name of the service, which speaks the query protocol.</param>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The answer as JSON, or the error.</returns>
    public async ValueTask<(JsonDocument? Answer, ServiceException? Error)> CallAsync(
        Exchange exchange, Credential? credential, string service, string operation, params (string Name, string Value)[] parameters)
    {
        var model = services.First(known => known.Name == service);
        exchange.Operation = model.FindOperation(operation)!;
        exchange.Binding = operations.Find(exchange.Operation);
        exchange.Credential = credential;
        exchange.Recognized = new Recognized { Service = model, Protocol = WireProtocol.Query, Region = RegionOf(exchange, credential, model) };
        exchange.Parts = new RequestParts { Method = "POST", RawPath = "/", Headers = exchange.Headers, Body = FormOf(parameters) };
        var error = ReadStep.CheckImplemented(exchange) ?? await read.ReadAsync(exchange);
        error = error is null ? await dispatcher.DispatchAsync(exchange) : await dispatcher.RecordRefusalAsync(exchange, error);
        return error is null ? (AnswerOf(exchange), null) : (null, error);
    }

    /// <summary>Reads the session that an answer of STS gives.</summary>
    public Session ReadSession(JsonDocument answer)
    {
        var credentials = answer.RootElement.GetProperty("Credentials");
        return tokens.Open(credentials.GetProperty("AccessKeyId").GetString()!, credentials.GetProperty("SessionToken").GetString()!)
            ?? throw new InvalidOperationException("The token that STS gave does not open.");
    }

    // A global service answers in its home, every other where the sign-in was asked.
    private static Region RegionOf(Exchange exchange, Credential? credential, ServiceModel model)
    {
        var asked = SignInHost.TryRead(exchange.Host, out var place) ? place.Region : null;
        var home = (credential is null ? asked?.Partition ?? Partition.Aws : ArnPartition.Of(credential.Caller.Arn)).HomeRegion;
        return !model.IsGlobal && asked is { } region && region.Partition == home.Partition ? region : home;
    }

    private static byte[] FormOf((string Name, string Value)[] parameters)
        => Encoding.UTF8.GetBytes(string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}")));

    private static JsonDocument AnswerOf(Exchange exchange)
    {
        var answer = new CapturedAnswer();
        ProtocolCodecs.Of(WireProtocol.Json).WriteResponse(exchange.Operation!, exchange.Output, exchange.RequestId, exchange.HostId, answer);

        // An operation without an answer writes nothing.
        return JsonDocument.Parse(answer.Written.IsEmpty ? "{}"u8.ToArray() : answer.Written.ToArray());
    }
}
