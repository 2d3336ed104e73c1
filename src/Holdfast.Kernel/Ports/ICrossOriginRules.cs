using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Says what browsers are told of requests from pages of other origins; implemented by S3, asked by the gate for S3's requests alone.</summary>
public interface ICrossOriginRules
{
    /// <summary>Judges a request, or one that a browser asks about beforehand.</summary>
    ValueTask<CrossOriginAnswer> JudgeAsync(IReadTransaction transaction, CrossOriginRequest request, CancellationToken cancellationToken);
}

/// <summary>A request from a page of another origin.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Origin">The origin of the page.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Headers">The headers that the page would like to send, in the lower case; none for a request that is there.</param>
public sealed record CrossOriginRequest(string Bucket, string Origin, string Method, IReadOnlyList<string> Headers);

/// <summary>What is said to a page of another origin.</summary>
/// <param name="HasRules">Whether the bucket has any rules at all.</param>
/// <param name="Headers">The headers of the answer; none when no rule admits the request.</param>
public sealed record CrossOriginAnswer(bool HasRules, IReadOnlyList<KeyValuePair<string, string>> Headers);
