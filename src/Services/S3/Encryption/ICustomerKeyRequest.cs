namespace Holdfast.Services.S3.Encryption;

/// <summary>A request that can bring a customer's key.</summary>
internal interface ICustomerKeyRequest
{
    /// <summary>The algorithm of the customer's key.</summary>
    string? SSECustomerAlgorithm { get; }

    /// <summary>The customer's key.</summary>
    string? SSECustomerKey { get; }

    /// <summary>The MD5 of the customer's key.</summary>
    string? SSECustomerKeyMD5 { get; }
}
