namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>The services that a policy may speak of, by namespace: those of AWS's service authorization reference.</summary>
/// <remarks><c>tools/extract-authorization.mjs</c> writes the file, which is read on first use.</remarks>
internal static class ServiceNames
{
    private const string ResourceName = "service-names.txt";

    private static readonly Lazy<SortedDictionary<string, string>> Names = new(Read);

    /// <summary>The namespaces with the names of the services, in the order of the namespaces.</summary>
    public static IReadOnlyDictionary<string, string> All => Names.Value;

    private static SortedDictionary<string, string> Read()
    {
        using var file = typeof(ServiceNames).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"{ResourceName} was not built in.");
        using var reader = new StreamReader(file);
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            names.Add(line[..tab], line[(tab + 1)..]);
        }

        return names;
    }
}
