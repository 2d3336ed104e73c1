using System.Collections.Concurrent;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Recognition;

/// <summary>Finds the service that a request wants.</summary>
/// <remarks>
/// What is said outright counts more than what is implied: the path of RPC v2, <c>X-Amz-Target</c>, a host that names a service,
/// the credential's scope; a form is known by its version and action once it was read; what says nothing at all is for S3.
/// </remarks>
internal sealed class ServiceRecognizer
{
    private const int HostsMax = 1_024;
    private const int HostLengthMax = 512;

    private readonly ServiceModel[] _services;
    private readonly ServiceModel? _s3;
    private readonly Region _defaultRegion;
    private readonly ConcurrentDictionary<string, HostFacts> _hosts = new(StringComparer.Ordinal);

    public ServiceRecognizer(IReadOnlyList<ServiceModel> services, Region defaultRegion)
    {
        _services = [.. services];
        _defaultRegion = defaultRegion;
        _s3 = Find(services, static service => service.SigningName == "s3");
    }

    /// <summary>Finds service, protocol and region.</summary>
    public Recognized Recognize(in Clues clues)
    {
        var host = HostOf(clues.Host);
        var service = FindService(clues, host);
        var protocol = ProtocolOf(clues, service);
        return Complete(service, protocol, clues, host);
    }

    /// <summary>Finds the service of a form that nothing but its version and action tells.</summary>
    public Recognized RecognizeForm(in Clues clues, string version, string action)
    {
        ServiceModel? found = null;
        foreach (var service in _services)
        {
            if (service.ApiVersion == version && SpeaksForms(service) && service.FindOperation(action) is not null)
            {
                found = service;
                break;
            }
        }

        return Complete(found, found is null ? WireProtocol.Query : FormOf(found), clues, HostOf(clues.Host));
    }

    private static ServiceModel? Find(IReadOnlyList<ServiceModel> services, Func<ServiceModel, bool> isIt)
    {
        foreach (var service in services)
        {
            if (isIt(service))
            {
                return service;
            }
        }

        return null;
    }

    // Forms go to the root. Elsewhere the content type says little: it is what curl and others send when nobody names one.
    private static bool IsForm(in Clues clues)
        => (clues.Path is "/" or "" && clues.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
            || HasAction(clues.Query);

    private static bool HasAction(string? query)
        => query is not null && (query.StartsWith("Action=", StringComparison.Ordinal) || query.Contains("&Action=", StringComparison.Ordinal));

    private static bool SpeaksForms(ServiceModel service)
        => service.Protocols.Contains(WireProtocol.Query) || service.Protocols.Contains(WireProtocol.Ec2);

    private static WireProtocol FormOf(ServiceModel service)
        => service.Protocols.Contains(WireProtocol.Ec2) ? WireProtocol.Ec2 : WireProtocol.Query;

    private static bool IsRpcV2(in Clues clues) => clues.SmithyProtocol == "rpc-v2-cbor";

    // What is not known speaks the protocol that its request looks like, so that the refusal can be read.
    private static WireProtocol ProtocolOf(in Clues clues, ServiceModel? service)
    {
        if (IsRpcV2(clues) && (service is null || service.Protocols.Contains(WireProtocol.RpcV2Cbor)))
        {
            return WireProtocol.RpcV2Cbor;
        }

        if (clues.Target is not null && (service is null || service.Protocols.Contains(WireProtocol.Json)))
        {
            return WireProtocol.Json;
        }

        if (service is null)
        {
            return IsForm(clues) ? WireProtocol.Query
                : clues.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true ? WireProtocol.RestJson
                : WireProtocol.RestXml;
        }

        return SpeaksForms(service) ? FormOf(service) : service.Protocols[0];
    }

    private ServiceModel? FindService(in Clues clues, HostFacts host)
    {
        if (IsRpcV2(clues) && ByRpcPath(clues.Path) is { } rpc)
        {
            return rpc;
        }

        if (clues.Target is { } target && ByTarget(target) is { } json)
        {
            return json;
        }

        if (host.Endpoint is { } endpoint && ByEndpoint(endpoint) is { } hosted)
        {
            return hosted;
        }

        if (!clues.ScopeService.IsEmpty)
        {
            return BySigningName(clues.ScopeService);
        }

        return clues.Target is not null || IsRpcV2(clues) || IsForm(clues) ? null : _s3;
    }

    // /service/{shape of the service}/operation/{operation}
    private ServiceModel? ByRpcPath(string path)
    {
        const string Prefix = "/service/";
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = path.AsSpan(Prefix.Length);
        var end = name.IndexOf('/');
        return end < 0 ? null : ByTargetPrefix(name[..end]);
    }

    private ServiceModel? ByTarget(string target)
    {
        var dot = target.LastIndexOf('.');
        return dot < 0 ? null : ByTargetPrefix(target.AsSpan(0, dot));
    }

    private ServiceModel? ByTargetPrefix(ReadOnlySpan<char> prefix)
    {
        foreach (var service in _services)
        {
            if (service.IsNamed(prefix))
            {
                return service;
            }
        }

        return null;
    }

    private ServiceModel? ByEndpoint(string endpoint)
    {
        foreach (var service in _services)
        {
            if (service.EndpointPrefix == endpoint)
            {
                return service;
            }
        }

        return null;
    }

    private ServiceModel? BySigningName(ReadOnlySpan<char> name)
    {
        foreach (var service in _services)
        {
            if (name.SequenceEqual(service.SigningName))
            {
                return service;
            }
        }

        return null;
    }

    private Recognized Complete(ServiceModel? service, WireProtocol protocol, in Clues clues, HostFacts host)
    {
        var hosted = host.Endpoint is not null ? host.Region : null;
        var region = hosted ?? RegionOf(clues.ScopeRegion);
        return new Recognized
        {
            Service = service,
            Protocol = protocol,
            Region = service is { IsGlobal: true } ? region.Partition.HomeRegion : region,
            ScopeRegion = hosted,
            Bucket = service is not null && ReferenceEquals(service, _s3) ? host.Bucket : null,
        };
    }

    private Region RegionOf(ReadOnlySpan<char> scope)
        => scope.IsEmpty || scope.SequenceEqual(_defaultRegion.Value) ? _defaultRegion
            : KnownRegions.Find(scope) ?? (Region.TryParse(scope.ToString(), null, out var region) ? region : _defaultRegion);

    private HostFacts HostOf(string host)
    {
        if (_hosts.TryGetValue(host, out var known))
        {
            return known;
        }

        if (host.Length > HostLengthMax)
        {
            return HostFacts.None;
        }

        if (_hosts.Count >= HostsMax)
        {
            _hosts.Clear();
        }

        return _hosts.GetOrAdd(host, HostReader.Read);
    }
}
