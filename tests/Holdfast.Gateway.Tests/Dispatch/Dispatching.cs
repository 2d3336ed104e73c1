using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Authorization;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Services.Sts;
using Holdfast.Testing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Gateway.Tests.Dispatch;

/// <summary>Takes calls to the dispatcher without the path before it.</summary>
internal static class Dispatching
{
    /// <summary>Makes a dispatcher over the store of a world.</summary>
    public static Dispatcher DispatcherOf(World world, ILogger? logger = null)
        => new(world.Store, JudgeOf(world), new Recorder(world.Ids), world.Ids, new GateOptions(), logger ?? NullLogger.Instance);

    /// <summary>Makes a judge.</summary>
    public static PolicyJudge JudgeOf(World world) => new(world.Sealer);

    /// <summary>Makes a call that was read, of an operation that acts on what a test says.</summary>
    public static Exchange ExchangeOf(World world, OperationModel operation, Func<Call, Target> targetOf, Credential? credential = null)
    {
        var exchange = new Exchange();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { RawTarget = "/", Method = "POST" });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        exchange.Begin(features);
        exchange.Now = world.Now;
        exchange.RequestId = "9d478fc1-4f10-490f-a26b-EXAMPLE0e932";
        exchange.Recognized = new() { Service = operation.Service, Protocol = WireProtocol.Query, Region = World.Region };
        exchange.Operation = operation;
        exchange.Binding = new FakeBinding(operation, targetOf);
        exchange.Input = new GetCallerIdentityRequest();
        exchange.Credential = credential;
        return exchange;
    }

    /// <summary>Makes the credential of somebody whom no policy governs.</summary>
    public static Credential CredentialOf(World world, Caller caller) => new()
    {
        Caller = caller,
        Secret = new("AKIAIOSFODNN7EXAMPLE", "secret"),
        IsActive = true,
        Grants = JudgeOf(world).Prepare(new() { Caller = caller, IsActive = true, Policies = [] }),
        Freshness = world.Store.Begin(new("test", 0)).Freshness,
    };
}
