using System.Globalization;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Models;

/// <summary>Reads the generated table of a service's operations: one line each, so that an operation that is not implemented costs its name.</summary>
/// <remarks>
/// A line is the name, then what differs from the defaults, separated by spaces: <c>method=PUT</c>, <c>uri=/{Bucket}</c>, <c>status=204</c>,
/// <c>host=stream-</c>, <c>input=</c>, <c>inputNamespace=</c>, <c>output=</c> (elements of XML bodies), <c>wrapped</c> or <c>wrapper=</c> (the element
/// around a query result), <c>action=</c>, <c>unsigned</c>, <c>readonly</c>, <c>unrecorded</c>, <c>data</c>, <c>checksum</c>, <c>event=</c>, <c>omit=a,b</c>, <c>body=1048576</c>.
/// </remarks>
public static class OperationTable
{
    /// <summary>Reads the table.</summary>
    /// <param name="service">The service of the operations.</param>
    /// <param name="table">The lines.</param>
    /// <param name="shapesOf">Gives the shapes of an operation that is implemented.</param>
    public static OperationModel[] Read(ServiceModel service, string table, Func<string, (Shape? Input, Shape? Output)> shapesOf)
    {
        var operations = new List<OperationModel>();
        foreach (var line in table.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                operations.Add(ReadLine(service, line.ToString().Split(' '), shapesOf));
            }
        }

        return [.. operations];
    }

    private static OperationModel ReadLine(ServiceModel service, string[] words, Func<string, (Shape? Input, Shape? Output)> shapesOf)
    {
        var name = words[0];
        var (input, output) = shapesOf(name);
        return new()
        {
            Service = service,
            Name = name,
            Input = input,
            Output = output,
            HttpMethod = Value("method=") ?? "POST",
            RequestUri = Value("uri=") ?? "/",
            SuccessStatus = Number("status=") ?? 200,
            HostPrefix = Value("host="),
            InputElement = Value("input="),
            InputNamespace = Value("inputNamespace="),
            OutputElement = Value("output="),
            ResultWrapper = Value("wrapper=") ?? (Has("wrapped") ? name + "Result" : null),
            Action = Value("action=") ?? $"{service.ActionPrefix}:{name}",
            IsUnsigned = Has("unsigned"),
            IsReadOnly = Has("readonly"),
            IsUnrecorded = Has("unrecorded"),
            IsDataEvent = Has("data"),
            RecordsResponse = Has("responds"),
            IsChecksumRequired = Has("checksum"),
            EventName = Value("event=") ?? name,
            RecordOmits = Value("omit=")?.Split(',') ?? [],
            BodyBytesMax = Number("body=") ?? OperationModel.DefaultBodyBytesMax,
        };

        bool Has(string flag) => Array.IndexOf(words, flag, 1) > 0;

        string? Value(string key)
        {
            var word = Array.Find(words, word => word.StartsWith(key, StringComparison.Ordinal));
            return word?[key.Length..];
        }

        int? Number(string key) => Value(key) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
    }
}
