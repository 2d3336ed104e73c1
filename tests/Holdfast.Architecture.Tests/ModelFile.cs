using System.Text.Json;

namespace Holdfast.Architecture.Tests;

/// <summary>A service's extracted model, read as the file says it.</summary>
/// <param name="Folder">The folder of the service, such as <c>src/Services/Iam</c>.</param>
/// <param name="Name">The name of the CLI's command, such as <c>iam</c>.</param>
/// <param name="FullName">The name that people use.</param>
/// <param name="Operations">Every operation with the names of its declared errors, in order.</param>
/// <param name="Errors">Every error shape with its code and HTTP status.</param>
/// <param name="Exceptions">The operations that cannot mean anything outside AWS's own estate, with the reason that the overlay gives.</param>
internal sealed record ModelFile(
    string Folder,
    string Name,
    string FullName,
    SortedDictionary<string, string[]> Operations,
    Dictionary<string, (string Code, int Status)> Errors,
    SortedDictionary<string, string> Exceptions)
{
    /// <summary>All models, in the order of their names.</summary>
    public static IReadOnlyList<ModelFile> All { get; } =
    [
        .. Repository.Files
            .Where(path => path.StartsWith("src/Services/", StringComparison.Ordinal) && path.Contains("/Model/", StringComparison.Ordinal)
                && path.EndsWith(".json", StringComparison.Ordinal) && !Path.GetFileNameWithoutExtension(path).Contains('.', StringComparison.Ordinal))
            .Select(path => Parse(Path.GetDirectoryName(Path.GetDirectoryName(path))!, Repository.Read(path), ExceptionsIn(Path.ChangeExtension(path, ".overlay.json"))))
            .OrderBy(model => model.Name, StringComparer.Ordinal),
    ];

    private static ModelFile Parse(string folder, string json, SortedDictionary<string, string> exceptions)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var operations = root.GetProperty("operations").EnumerateObject().ToDictionary(
            operation => operation.Name,
            operation => operation.Value.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(ErrorName).ToArray() : [],
            StringComparer.Ordinal);
        var shapes = root.GetProperty("shapes");
        var names = operations.Values.SelectMany(errors => errors).Distinct(StringComparer.Ordinal);
        return new(
            folder,
            root.GetProperty("service").GetString()!,
            root.GetProperty("metadata").GetProperty("serviceFullName").GetString()!,
            new(operations, StringComparer.Ordinal),
            names.ToDictionary(name => name, name => ErrorOf(name, shapes.GetProperty(name)), StringComparer.Ordinal),
            exceptions);
    }

    private static SortedDictionary<string, string> ExceptionsIn(string overlay)
    {
        var exceptions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Repository.Files.Contains(overlay))
        {
            using var document = JsonDocument.Parse(Repository.Read(overlay));
            foreach (var operation in document.RootElement.TryGetProperty("operations", out var operations) ? operations.EnumerateObject() : default)
            {
                if (operation.Value.TryGetProperty("excepted", out var reason))
                {
                    exceptions.Add(operation.Name, reason.GetString()!);
                }
            }
        }

        return exceptions;
    }

    private static string ErrorName(JsonElement error)
        => error.ValueKind == JsonValueKind.String ? error.GetString()! : error.GetProperty("shape").GetString()!;

    private static (string Code, int Status) ErrorOf(string name, JsonElement shape)
    {
        var isFault = shape.TryGetProperty("fault", out var fault) && fault.GetBoolean();
        var hasFacts = shape.TryGetProperty("error", out var error);
        return (
            hasFacts && error.TryGetProperty("code", out var code) ? code.GetString()! : name,
            hasFacts && error.TryGetProperty("httpStatusCode", out var status) ? status.GetInt32() : isFault ? 500 : 400);
    }
}
