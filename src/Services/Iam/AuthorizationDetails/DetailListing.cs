using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.AuthorizationDetails;

/// <summary>Goes through users, groups, roles, the account's policies and those of AWS that it uses, one kind after the other, by pages.</summary>
internal sealed class DetailListing
{
    // The order in which kinds follow one another.
    private static readonly string[] Kinds =
        [EntityType.User, EntityType.Group, EntityType.Role, EntityType.LocalManagedPolicy, EntityType.AWSManagedPolicy];

    private readonly IReadOnlyList<string> _filter;
    private readonly string? _marker;
    private readonly int _size;

    /// <summary>Takes up the listing where its marker says.</summary>
    /// <param name="filter">The kinds that are wanted; none for all.</param>
    /// <param name="marker">The marker that the caller gives; null for the first page.</param>
    /// <param name="maxItems">The most items that the caller wants.</param>
    public DetailListing(IReadOnlyList<string> filter, string? marker, int? maxItems)
    {
        _filter = filter;
        _marker = marker;
        _size = maxItems ?? IamListing.DefaultPageSize;
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="CommonException">The marker is not one of this listing.</exception>
    public async ValueTask<Page<IRecord>> ReadAsync(Call call, CancellationToken cancellationToken)
    {
        var scope = $"GetAccountAuthorizationDetails/{call.Account}/{string.Join(',', _filter.Order(StringComparer.Ordinal))}";
        var (first, after) = _marker is null ? (0, null) : Split(PageMarker.Read(scope, _marker, IamListing.InvalidMarker));
        var found = new List<(string Key, IRecord Item)>(_size + 1);
        for (var kind = first; kind < Kinds.Length && found.Count <= _size; kind++)
        {
            if (_filter.Count == 0 || _filter.Contains(Kinds[kind]))
            {
                var items = await ReadAsync(Kinds[kind], after, _size + 1 - found.Count, call, cancellationToken);
                found.AddRange(items.Select(item => (string.Create(CultureInfo.InvariantCulture, $"{kind}{item.Key}"), item.Item)));
            }

            after = null;
        }

        return found.Count <= _size
            ? new([.. found.Select(item => item.Item)], Marker: null)
            : new([.. found.Take(_size).Select(item => item.Item)], PageMarker.Write(scope, found[_size - 1].Key));
    }

    private static (int Kind, string After) Split(string key) => (key[0] - '0', key[1..]);

    private static ValueTask<IEnumerable<(string Key, IRecord Item)>> ReadAsync(
        string kind, string? after, int limit, Call call, CancellationToken cancellationToken)
        => kind switch
        {
            EntityType.User => ReadAsync<User>(call, User.PrefixOf(call.Account), after, limit, cancellationToken),
            EntityType.Group => ReadAsync<Group>(call, Group.PrefixOf(call.Account), after, limit, cancellationToken),
            EntityType.Role => ReadAsync<Role>(call, Role.PrefixOf(call.Account), after, limit, cancellationToken),
            EntityType.LocalManagedPolicy => ReadAsync<ManagedPolicy>(call, ManagedPolicy.PrefixOf(call.Account), after, limit, cancellationToken),
            _ => ReadOfAwsAsync(call, after, limit, cancellationToken),
        };

    private static async ValueTask<IEnumerable<(string Key, IRecord Item)>> ReadAsync<T>(
        Call call, string prefix, string? after, int limit, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        var records = await call.Transaction.ListAsync<T>(prefix, after is null ? null : prefix + after, limit, cancellationToken);
        return records.Select(record => (record.Key[prefix.Length..], (IRecord)record));
    }

    // "The output for AWS managed policies includes only those that are in use."
    private static async ValueTask<IEnumerable<(string Key, IRecord Item)>> ReadOfAwsAsync(
        Call call, string? after, int limit, CancellationToken cancellationToken)
    {
        var usage = await PolicyUsage.ReadAsync(call.Transaction, call.Account, cancellationToken);
        return usage.Arns
            .Select(arn => PolicyArn.Read(arn, call.Partition))
            .Where(arn => arn.Account == AwsPolicies.Owner)
            .Select(arn => AwsPolicies.Find(arn.Path, arn.Name)!)
            .OrderBy(policy => policy.Position)
            .Where(policy => after is null || string.CompareOrdinal(policy.ListKey, after) > 0)
            .Take(limit)
            .Select(policy => (policy.ListKey, (IRecord)policy.InAccount(call.Account, call.Partition.Name)));
    }
}
