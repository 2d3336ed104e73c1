using Holdfast.Services.S3.Configurations;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Configurations;

/// <summary>A kind of configurations of which a bucket has many, each with an id, and the operations on them.</summary>
internal interface INamedConfigurations
{
    /// <summary>The kind (<see cref="ConfigurationKind"/>).</summary>
    string Kind { get; }

    /// <summary>Makes one that every check lets pass.</summary>
    object Sample(string id);

    /// <summary>Reads one that was kept.</summary>
    object Open(BucketConfiguration kept);

    /// <summary>Puts the sample.</summary>
    /// <param name="world">The world.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="id">The id that the request names.</param>
    /// <param name="ownId">The id in it.</param>
    Task PutAsync(World world, string bucket, string id, string ownId);

    /// <summary>Gets one.</summary>
    Task<object?> GetAsync(World world, string bucket, string id);

    /// <summary>Deletes one.</summary>
    Task DeleteAsync(World world, string bucket, string id);

    /// <summary>Lists them.</summary>
    Task<ConfigurationPage> ListAsync(World world, string bucket, string? token);
}

/// <summary>A page of a list of configurations.</summary>
/// <param name="Ids">Their ids.</param>
/// <param name="IsTruncated">Whether more follow.</param>
/// <param name="Next">The token of what follows.</param>
internal sealed record ConfigurationPage(IReadOnlyList<string> Ids, bool? IsTruncated, string? Next);
