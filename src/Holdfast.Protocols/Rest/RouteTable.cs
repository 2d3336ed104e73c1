using System.Runtime.CompilerServices;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Rest;

/// <summary>The routes of one REST service, compiled when it is first called.</summary>
internal sealed class RouteTable
{
    private const int LabelsMax = 16;

    private static readonly ConditionalWeakTable<ServiceModel, RouteTable> s_tables = [];

    private readonly Entry[] _entries;

    private RouteTable(ServiceModel service, Func<OperationModel, (string[] Keys, string[] Headers)> demands)
    {
        _entries = [.. service.Operations
            .GroupBy(operation => (operation.HttpMethod, Path: operation.RequestUri.Split('?')[0]))
            .Select(group => new Entry(
                group.Key.HttpMethod,
                PathTemplate.Parse(group.Key.Path),
                [.. group.Select(operation => Compile(operation, demands(operation))).Order(s_mostDemandingFirst)]))];
        Array.Sort(_entries, (left, right) => PathTemplate.Compare(left.Template, right.Template));
    }

    private static readonly Comparer<Route> s_mostDemandingFirst = Comparer<Route>.Create((left, right) =>
        left.Specificity != right.Specificity ? right.Specificity - left.Specificity
        : left.Operation.Input is null != right.Operation.Input is null ? (left.Operation.Input is null ? 1 : -1)
        // GetBucketLifecycle was replaced by GetBucketLifecycleConfiguration, and so on.
        : right.Operation.Name.Length - left.Operation.Name.Length);

    /// <summary>Gives the table of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="demands">What an operation asks of query string and headers beyond its template.</param>
    public static RouteTable Of(ServiceModel service, Func<OperationModel, (string[] Keys, string[] Headers)> demands)
        => s_tables.TryGetValue(service, out var table) ? table : s_tables.GetValue(service, made => new(made, demands));

    /// <summary>Finds the operation of a request and notes its labels.</summary>
    /// <param name="request">The request.</param>
    /// <param name="badPath">Makes the exception for a path whose encoding is broken.</param>
    public OperationModel? Find(RequestParts request, Func<MalformedRequestException> badPath)
    {
        Span<Range> ranges = stackalloc Range[LabelsMax];
        foreach (var entry in _entries)
        {
            if (!string.Equals(entry.Method, request.Method, StringComparison.Ordinal)
                || !entry.Template.TryMatch(request.RawPath, ranges))
            {
                continue;
            }

            foreach (var route in entry.Routes)
            {
                if (Fits(route, request))
                {
                    request.Labels = ReadLabels(entry.Template, request.RawPath, ranges, badPath);
                    return route.Operation;
                }
            }
        }

        return null;
    }

    private static PathLabels ReadLabels(
        PathTemplate template, string path, ReadOnlySpan<Range> ranges, Func<MalformedRequestException> badPath)
    {
        if (template.LabelNames.Length == 0)
        {
            return default;
        }

        var values = new string[template.LabelNames.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!PercentDecoding.TryDecode(path.AsSpan(ranges[i]), plusIsSpace: false, out values[i]))
            {
                throw badPath();
            }
        }

        return new(template.LabelNames, values);
    }

    private static bool Fits(Route route, RequestParts request)
    {
        foreach (var (key, value) in route.QueryLiterals)
        {
            if (!HasParameter(request.RawQuery, key, value))
            {
                return false;
            }
        }

        foreach (var header in route.Headers)
        {
            if (request.Headers.Find(header) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasParameter(string query, string key, string? value)
    {
        foreach (var range in query.AsSpan().Split('&'))
        {
            var part = query.AsSpan(range);
            if (part.StartsWith(key, StringComparison.Ordinal)
                && (part.Length == key.Length || part[key.Length] == '=')
                && (value is null || (part.Length > key.Length && part[(key.Length + 1)..].SequenceEqual(value))))
            {
                return true;
            }
        }

        return false;
    }

    private static Route Compile(OperationModel operation, (string[] Keys, string[] Headers) demands)
    {
        var question = operation.RequestUri.IndexOf('?', StringComparison.Ordinal);
        var literals = question < 0 ? [] : operation.RequestUri[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        return new(operation, [.. literals.Concat(demands.Keys).Select(ParseLiteral)], demands.Headers);
    }

    private static (string Key, string? Value) ParseLiteral(string literal)
    {
        var equals = literal.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 || equals == literal.Length - 1 ? (literal.TrimEnd('='), null) : (literal[..equals], literal[(equals + 1)..]);
    }

    private sealed record Entry(string Method, PathTemplate Template, Route[] Routes);
}
