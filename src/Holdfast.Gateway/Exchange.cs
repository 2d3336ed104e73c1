using System.Net;
using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Forms;
using Holdfast.Gateway.Listening;
using Holdfast.Gateway.Recognition;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.Gateway;

/// <summary>One request and its answer on their way; each step of the path adds what it found. A connection uses it again and again.</summary>
internal sealed class Exchange
{
    private static readonly ConnectionFacts UnknownConnection = new();

    private IFeatureCollection? _features;
    private RequestFacts? _facts;
    private RequestFacts? _s3Facts;
    private IPAddress? _address;
    private string _addressText = "";

    /// <summary>The request, as Kestrel holds it.</summary>
    public IHttpRequestFeature Request { get; private set; } = null!;

    /// <summary>Kestrel's features of the exchange.</summary>
    public IFeatureCollection Features => _features!;

    /// <summary>The header lines.</summary>
    public HeaderLines Headers { get; } = new();

    /// <summary>The body, when it came in several pieces.</summary>
    public BodyBuffer ReceivedBody { get; } = new();

    /// <summary>Whether the body is read only after the signature was verified, as S3's are.</summary>
    public bool IsBodyOpen { get; set; }

    /// <summary>The form by which a browser uploads an object; null for all other requests.</summary>
    public FormUpload? Form { get; set; }

    /// <summary>The answer.</summary>
    public Answer Answer { get; } = new();

    /// <summary>The instant at which the request came, on the world's clock.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>The timestamp at which the request came, for measuring.</summary>
    public long StartedAt { get; set; }

    /// <summary>The id that the answer carries.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>The second id that S3 alone sends; it leads whoever reads it to the host that answered, which here is always this one.</summary>
    public string HostId => HostIds.Of(RequestId);

    /// <summary>The path as sent, without the query.</summary>
    public string RawPath { get; private set; } = "/";

    /// <summary>The query as sent, without its question mark.</summary>
    public string RawQuery { get; private set; } = "";

    /// <summary>The <c>Host</c> that the client asked.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The address that the request came from.</summary>
    public IPAddress SourceAddress { get; private set; } = IPAddress.None;

    /// <summary>Service, protocol and region.</summary>
    public Recognized Recognized { get; set; }

    /// <summary>What the codecs see.</summary>
    public RequestParts? Parts { get; set; }

    /// <summary>The operation; null while it is not known.</summary>
    public OperationModel? Operation { get; set; }

    /// <summary>How to read and run the operation; null when it is not implemented.</summary>
    public OperationBinding? Binding { get; set; }

    /// <summary>The access key that signed; null for a call that nobody signed.</summary>
    public Credential? Credential { get; set; }

    /// <summary>Who signed; the anonymous caller when nobody did.</summary>
    public Caller Caller => Credential?.Caller ?? Caller.Anonymous;

    /// <summary>The typed request.</summary>
    public IShape? Input { get; set; }

    /// <summary>The typed response.</summary>
    public IShape? Output { get; set; }

    /// <summary>What the operation keeps until the exchange ends.</summary>
    public CallMemory Memory { get; } = new();

    /// <summary>The code of the error that was answered, for the measures and the log.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The facts of the request that conditions and records speak of.</summary>
    public RequestFacts Facts => S3 is null ? _facts ??= MakeFacts() : _s3Facts ??= (_facts ??= MakeFacts()) with { S3 = S3 };

    /// <summary>What S3 alone asks of a request; null for other services.</summary>
    public S3RequestFacts? S3 { get; set; }

    /// <summary>The family of error codes that the caller's protocol has.</summary>
    public ProtocolFamily Family => Recognized.Protocol switch
    {
        WireProtocol.Query => ProtocolFamily.Query,
        WireProtocol.Ec2 => ProtocolFamily.Ec2Query,
        WireProtocol.RestJson => ProtocolFamily.RestJson,
        WireProtocol.RestXml => ProtocolFamily.S3,
        _ => ProtocolFamily.Json,
    };

    /// <summary>Takes over a request.</summary>
    public void Begin(IFeatureCollection features)
    {
        _features = features;
        Request = features.Get<IHttpRequestFeature>()!;
        Answer.Begin(features.Get<IHttpResponseFeature>()!);
        Headers.Fill(Request.Headers);
        Host = Request.Headers.Host.ToString();
        SplitTarget(Request.RawTarget);
        SourceAddress = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress ?? IPAddress.None;
        if (_facts is { } facts && !IsSame(facts))
        {
            _facts = null;
        }
    }

    /// <summary>Lets go of everything that belongs to the request.</summary>
    public void End()
    {
        Headers.Clear();
        ReceivedBody.Clear();
        Answer.End();
        Recognized = default;
        Parts = null;
        Form = null;
        IsBodyOpen = false;
        Operation = null;
        Binding = null;
        Credential = null;
        S3 = null;
        _s3Facts = null;
        Input = null;
        Output = null;
        ErrorCode = null;
        _features = null;
        Request = null!;
    }

    /// <summary>Gives the view that signatures are checked on.</summary>
    public SignableRequest Signable() => new()
    {
        Method = Request.Method,
        Path = RawPath,
        Query = RawQuery,
        Headers = Headers.Fields,
        VirtualBucket = Recognized.Bucket,
    };

    /// <summary>Gives the view that access logs have.</summary>
    /// <param name="clock">Real time.</param>
    /// <param name="answeredAt">The timestamp at which the answer was ready to be sent.</param>
    public AnsweredRequest ToAnswered(TimeProvider clock, long answeredAt) => new()
    {
        At = Now,
        Operation = Operation,
        Caller = Caller,
        Facts = Facts,
        RequestId = RequestId,
        HostId = HostId,
        Method = Request.Method,
        Path = RawPath,
        Query = RawQuery,
        HttpVersion = Request.Protocol,
        IsVirtualHost = Recognized.Bucket is not null,
        HasAuthorization = Headers.Find("Authorization") is not null,
        Status = Answer.Status,
        ErrorCode = ErrorCode,
        BytesSent = Answer.BytesSent,
        Total = clock.GetElapsedTime(StartedAt),
        TurnAround = clock.GetElapsedTime(StartedAt, answeredAt),
        RequestLength = Request.Headers.ContentLength,
        Output = Output,
    };

    private void SplitTarget(string target)
    {
        if (target.Length == 0 || target[0] != '/')
        {
            // The absolute form, as proxies send it: http://host/path (RFC 9112, 3.2.2). OPTIONS has an asterisk.
            var scheme = target.IndexOf("://", StringComparison.Ordinal);
            var path = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
            target = path < 0 ? "/" : target[path..];
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        RawPath = mark < 0 ? target : target[..mark];
        RawQuery = mark < 0 ? "" : target[(mark + 1)..];
    }

    // The requests of a connection mostly come from the same client program.
    private bool IsSame(RequestFacts facts)
        => SourceAddress.Equals(_address)
            && facts.Host == Host
            && facts.UserAgent == (Headers.Find("User-Agent") ?? "")
            && facts.Referer == Headers.Find("Referer")
            && facts.TlsVersion == ConnectionFacts().TlsVersion;

    private RequestFacts MakeFacts()
    {
        if (!SourceAddress.Equals(_address))
        {
            _address = SourceAddress;
            _addressText = (SourceAddress.IsIPv4MappedToIPv6 ? SourceAddress.MapToIPv4() : SourceAddress).ToString();
        }

        var connection = ConnectionFacts();
        return new RequestFacts
        {
            SourceIp = _addressText,
            UserAgent = Headers.Find("User-Agent") ?? "",
            Referer = Headers.Find("Referer"),
            Host = Host,
            IsSecure = connection.IsSecure,
            TlsVersion = connection.TlsVersion,
            CipherSuite = connection.CipherSuite,
        };
    }

    private ConnectionFacts ConnectionFacts() => _features!.Get<ConnectionFacts>() ?? UnknownConnection;
}
