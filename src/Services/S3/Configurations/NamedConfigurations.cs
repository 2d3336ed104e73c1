using System.Text;
using Holdfast.Kernel;
using Holdfast.Protocols.Shapes;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Configurations;

/// <summary>The configurations of which a bucket has many, each with an id: analytics, inventories, metrics and intelligent tiering.</summary>
internal static class NamedConfigurations
{
    private const int IdLengthMax = 64;

    /// <summary>Gives out one configuration.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public static async ValueTask<T> NamedConfigurationAsync<T>(
        this Call call, StoredBucket bucket, ConfigurationType<T> type, string id, CancellationToken cancellationToken)
        where T : class, IShape
        => await call.FindConfigurationAsync(bucket, type, cancellationToken, id) ?? throw NoSuchConfiguration();

    /// <summary>Keeps a configuration under its id.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="id">The id that the request names.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="ownId">The id in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">The ids differ or are none, or the bucket has as many as it can.</exception>
    public static async ValueTask ConfigureAsync(
        this Call call, StoredBucket bucket, string kind, string id, IShape configuration, string? ownId, CancellationToken cancellationToken)
    {
        if (ownId != id || !IsId(id))
        {
            throw S3Errors.InvalidArgument("Invalid id", "id", id);
        }

        if (await call.Transaction.FindAsync<BucketConfiguration>(BucketConfiguration.KeyOf(bucket.Name, kind, id), cancellationToken) is null
            && !await call.Transaction.HasRoomAsync<BucketConfiguration>(BucketConfiguration.KeyOf(bucket.Name, kind, ""), ConfigurationTable.QuotaPerKind, cancellationToken))
        {
            throw new CommonException(
                "TooManyConfigurations", 400, $"You are attempting to create a new configuration but have already reached the {ConfigurationTable.QuotaPerKind:N0}-configuration limit.");
        }

        await call.ConfigureAsync(bucket, kind, configuration, cancellationToken, id);
    }

    /// <summary>Removes a configuration.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public static async ValueTask UnconfigureAsync(this Call call, string bucketName, string? expectedOwner, string kind, string id, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(bucketName, expectedOwner, cancellationToken);
        if (!await call.UnconfigureAsync(bucket, kind, cancellationToken, id))
        {
            throw NoSuchConfiguration();
        }
    }

    /// <summary>Lists the configurations of a kind, a page at a time, in the order of their ids.</summary>
    /// <returns>The page, and the token of the next; null when there is none.</returns>
    public static async ValueTask<(IReadOnlyList<T> Page, string? Next)> ListConfigurationsAsync<T>(
        this Call call, StoredBucket bucket, ConfigurationType<T> type, string? token, CancellationToken cancellationToken)
        where T : class, IShape
    {
        var prefix = BucketConfiguration.KeyOf(bucket.Name, type.Kind, "");
        var after = token is null ? null : prefix + Decode(token);
        var found = await call.Transaction.ListAsync<BucketConfiguration>(prefix, after, ConfigurationTable.PageSize + 1, cancellationToken);
        var page = found.Take(ConfigurationTable.PageSize).ToArray();
        return ([.. page.Select(type.Open)], found.Count > page.Length ? Encode(page[^1].Id) : null);
    }

    /// <summary>Makes the token of what follows a name.</summary>
    public static string Encode(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    /// <summary>Reads a token.</summary>
    /// <exception cref="ServiceException">It is none.</exception>
    public static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var written)
            ? Encoding.UTF8.GetString(bytes, 0, written)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }

    private static bool IsId(string id)
        => id.Length is > 0 and <= IdLengthMax && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static CommonException NoSuchConfiguration() => new("NoSuchConfiguration", 404, "The specified configuration does not exist.");
}
