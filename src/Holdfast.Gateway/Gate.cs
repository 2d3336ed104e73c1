using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Authorization;
using Holdfast.Gateway.Bounds;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Errors;
using Holdfast.Gateway.Forms;
using Holdfast.Gateway.Issuers;
using Holdfast.Gateway.Measuring;
using Holdfast.Gateway.OwnCalls;
using Holdfast.Gateway.Recognition;
using Holdfast.Gateway.Recording;
using Holdfast.Gateway.SignIn;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Signing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway;

/// <summary>Stands between Kestrel and the path of requests: takes exchanges from the connection's pool, measures them and logs them.</summary>
public sealed partial class Gate
{
    private readonly RequestPath _path;
    private readonly OwnCallRouter _ownCalls;
    private readonly SignInRouter _signIn;
    private readonly IssuerPages _issuers;
    private readonly Measures _measures;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wallClock;
    private readonly ILogger _logger;
    private readonly IAccessJournal? _accesses;

    /// <summary>Puts the gate together.</summary>
    public Gate(GateParts parts)
    {
        _clock = parts.Clock;
        _wallClock = parts.WallClock;
        _logger = parts.Loggers.CreateLogger("Holdfast.Gateway");
        _accesses = parts.Accesses;
        _measures = new Measures(_wallClock);
        var models = new List<ServiceModel>();
        foreach (var service in parts.Services)
        {
            models.Add(service.Model);
        }

        var operations = new BindingTable(parts.Services, parts.Dependencies);
        var judge = new PolicyJudge(parts.Sealer);
        var credentials = new CredentialMemo(parts.Store, parts.Identities, parts.Sealer, judge, parts.Options);
        var sessions = new SessionMemo(parts.Store, parts.Identities, new SessionToken(parts.Sealer), judge, parts.Options);
        var dispatcher = new Dispatcher(parts.Store, judge, parts.Recorder, parts.Ids, parts.Options, _logger);
        var receiver = new BodyReceiver(parts.Options);
        var convention = parts.DevAccount is { } account
            ? new DevConvention(account, parts.Region.Partition, parts.Store, parts.Accounts, _clock)
            : null;
        var admit = new AdmitStep(parts.Options, _wallClock);
        var read = new ReadStep(receiver);
        _path = new RequestPath(
            admit,
            new RecognizeStep(new ServiceRecognizer(models, parts.Region), operations, receiver, parts.Ids),
            new Authenticator(credentials, new SignatureVerifier(new SigningKeyCache()), sessions, convention, _wallClock),
            new FormAuthenticator(credentials, sessions, convention, _wallClock),
            read,
            dispatcher,
            new CrossOriginStep(parts.Store, parts.Dependencies.Find<ICrossOriginRules>()),
            parts.Ids);
        var tokens = new SessionToken(parts.Sealer);
        _signIn = MakeSignIn(parts, admit, tokens, new ActingCalls(models, operations, sessions, tokens, read, dispatcher));
        _issuers = new IssuerPages(parts.Store, parts.Dependencies.Get<IOutboundIssuers>());
        _ownCalls = new OwnCallRouter(
            parts.World,
            _issuers,
            _measures,
            new HealthPage(parts.World, parts.Store, operations, models, parts.Version),
            new MetricsPage(parts.World, _measures, parts.Store, credentials, sessions, parts.Storage));
        Application = new GateApplication(this);
    }

    /// <summary>What Kestrel runs.</summary>
    internal GateApplication Application { get; }

    private async ValueTask RunAsync(Exchange exchange)
    {
        exchange.StartedAt = _wallClock.GetTimestamp();
        exchange.Now = _clock.GetUtcNow();
        try
        {
            if (SignInRouter.Owns(exchange))
            {
                await AnswerSignInAsync(exchange);
            }
            else if (OwnCallRouter.Owns(exchange.RawPath) || IssuerPages.Owns(exchange))
            {
                await AnswerOwnAsync(exchange);
            }
            else
            {
                await WalkAsync(exchange);
            }

            var answeredAt = _wallClock.GetTimestamp();
            await exchange.Answer.SendAsync(exchange.Features.Get<IHttpResponseBodyFeature>()!, exchange.Request.Method == "HEAD");
            if (_accesses is { } accesses && exchange.Memory.Find<LoggedBucket>() is { } bucket)
            {
                await accesses.NoteAsync(bucket, exchange.ToAnswered(_wallClock, answeredAt), CancellationToken.None);
            }
        }
        finally
        {
            await exchange.Memory.EndAsync();
        }
    }

    private SignInRouter MakeSignIn(GateParts parts, AdmitStep admit, SessionToken tokens, ActingCalls acting)
    {
        var units = new SignInUnits(parts.Store, new SignInRecorder(parts.Ids), parts.Options, _logger);
        var tickets = new Tickets(parts.Sealer);
        var cookie = new SessionCookie(tickets, tokens);
        var sessions = new ConsoleSessions(parts.Ids);
        var turns = new SignInTurns(parts.Options.SignInsAtOnceMax);
        var roles = parts.Dependencies.Get<IRoleDirectory>();
        return new SignInRouter(
            admit,
            parts.Ids,
            new AuthenticateEndpoint(parts.SignIn, units, tickets, sessions, cookie, acting, turns),
            new FederationEndpoint(units, tickets, tokens, sessions, cookie, acting),
            new SamlEndpoint(units, sessions, cookie, acting),
            new SessionEndpoint(parts.SignIn, units, cookie, acting, turns),
            new RoleEndpoint(parts.SignIn, roles, parts.Store, units, sessions, cookie, acting));
    }

    private async ValueTask AnswerSignInAsync(Exchange exchange)
    {
        try
        {
            await _signIn.AnswerAsync(exchange);
        }
        catch (Exception broken) when (broken is not (BadHttpRequestException or IOException or OperationCanceledException))
        {
            Log.Broken(_logger, exchange.RequestId, broken);
            exchange.Answer.Restart();
            SignInRouter.SetHeaders(exchange);
            SignInAnswers.RefuseRequest(exchange, 500, "Something broke that is no fault of yours.");
        }

        _measures.Count(operation: null, exchange.Answer.Status, errorCode: null, exchange.StartedAt);
    }

    private async ValueTask AnswerOwnAsync(Exchange exchange)
    {
        try
        {
            await (IssuerPages.Owns(exchange) ? _issuers.AnswerHostAsync(exchange) : _ownCalls.AnswerAsync(exchange));
        }
        catch (Exception broken) when (broken is not (BadHttpRequestException or IOException or OperationCanceledException))
        {
            Log.Broken(_logger, exchange.RawPath, broken);
            exchange.Answer.Restart();
            exchange.Answer.Status = 500;
        }
    }

    private async ValueTask WalkAsync(Exchange exchange)
    {
        try
        {
            await _path.RunAsync(exchange);
        }
        catch (Exception gone) when (gone is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // The client went away, or was too slow: Kestrel answers what can still be answered.
            if (_logger.IsEnabled(LogLevel.Debug))
            {
                Log.Gone(_logger, exchange.RequestId, gone.Message);
            }

            throw;
        }
        catch (Exception broken)
        {
            Log.Broken(_logger, exchange.RequestId, broken);
            AnswerStep.WriteError(exchange, AnswerStep.FactsOf(CommonErrors.InternalFailure(exchange.Family)));
        }

        _measures.Count(exchange.Operation, exchange.Answer.Status, exchange.ErrorCode, exchange.StartedAt);
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            LogRequest(exchange);
        }
    }

    private void LogRequest(Exchange exchange)
    {
        var operation = exchange.Operation?.ToString() ?? "unknown";
        var caller = exchange.Credential?.Caller.Arn ?? "";
        var milliseconds = _wallClock.GetElapsedTime(exchange.StartedAt, _wallClock.GetTimestamp()).TotalMilliseconds;
        Log.Request(
            _logger, exchange.RequestId, operation, caller, exchange.Recognized.Region, exchange.Answer.Status, exchange.ErrorCode, milliseconds);
    }

    /// <summary>The application as Kestrel knows it.</summary>
    internal sealed class GateApplication(Gate gate) : IHttpApplication<Exchange>
    {
        /// <inheritdoc/>
        public Exchange CreateContext(IFeatureCollection contextFeatures)
        {
            var container = contextFeatures as IHostContextContainer<Exchange>;
            var exchange = container?.HostContext ?? new Exchange();
            if (container is not null)
            {
                container.HostContext = exchange;
            }

            exchange.Begin(contextFeatures);
            return exchange;
        }

        /// <inheritdoc/>
        public Task ProcessRequestAsync(Exchange context)
        {
            var run = gate.RunAsync(context);
            return run.IsCompletedSuccessfully ? Task.CompletedTask : run.AsTask();
        }

        /// <inheritdoc/>
        public void DisposeContext(Exchange context, Exception? exception) => context.End();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message =
            "{RequestId} {Operation} by {Caller} in {Region}: {Status} {Error} after {Milliseconds} ms")]
        public static partial void Request(
            ILogger logger, string requestId, string operation, string caller, Kernel.Ids.Region region, int status, string? error, double milliseconds);

        [LoggerMessage(Level = LogLevel.Debug, Message = "The client of request {RequestId} went away: {Reason}")]
        public static partial void Gone(ILogger logger, string requestId, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} broke on its way")]
        public static partial void Broken(ILogger logger, string requestId, Exception exception);
    }
}
