namespace Holdfast.Protocols.Models;

/// <summary>The wire protocols that AWS services speak.</summary>
public enum WireProtocol : byte
{
    /// <summary>AWS query: form in, XML out.</summary>
    Query,

    /// <summary>EC2 query: form in, XML without result wrappers out.</summary>
    Ec2,

    /// <summary>JSON with the operation in <c>X-Amz-Target</c> (1.0 and 1.1).</summary>
    Json,

    /// <summary>REST with JSON bodies.</summary>
    RestJson,

    /// <summary>REST with XML bodies.</summary>
    RestXml,

    /// <summary>Smithy RPC v2 with CBOR bodies.</summary>
    RpcV2Cbor,
}
