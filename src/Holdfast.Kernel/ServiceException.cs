namespace Holdfast.Kernel;

/// <summary>An error that the model of a service declares, as the client will read it.</summary>
public abstract class ServiceException(string message) : Exception(message)
{
    /// <summary>The code on the wire, such as <c>NoSuchEntity</c>.</summary>
    public abstract string Code { get; }

    /// <summary>The HTTP status.</summary>
    public abstract int Status { get; }

    /// <summary>Whether the sender is at fault; otherwise the receiver is.</summary>
    public virtual bool IsSenderFault => Status < 500;

    /// <summary>Further facts that XML answers carry beside code and message, such as S3's <c>BucketName</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];

    /// <summary>Headers that the answer carries, such as S3's <c>x-amz-delete-marker</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The older code that <c>x-amzn-query-error</c> carries for services that once spoke query; null when it is the code itself.</summary>
    public virtual string? QueryErrorCode => null;
}
