namespace Holdfast.Protocols.Signing;

/// <summary>The protocols by the names and statuses they give to refusals of the gate.</summary>
public enum ProtocolFamily
{
    /// <summary>AWS query and REST-XML other than S3: IAM, STS, SNS, CloudFormation, Route 53.</summary>
    Query,

    /// <summary>EC2's dialect of it.</summary>
    Ec2Query,

    /// <summary>JSON 1.0 and 1.1 and Smithy RPC v2 CBOR, which answer 400 for nearly everything.</summary>
    Json,

    /// <summary>REST-JSON, which has the names of JSON and the statuses of HTTP.</summary>
    RestJson,

    /// <summary>S3.</summary>
    S3,
}
