using System.Reflection;
using System.Text.Json;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>Published requests with their signatures, read from a data file.</summary>
public sealed record VectorFile(
    string Source, string AccessKeyId, string Secret, string Region, string Service, string Now, VectorFile.Case[] Cases)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public SigningSecret ToSecret() => new(AccessKeyId, Secret);

    public SigningScope ToScope() => new() { Service = Service, Region = Region, IsS3 = Service == "s3" };

    public static string Folder { get; } = Path.Combine(
        typeof(VectorFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ProjectFolder").Value!,
        "Signing");

    public static VectorFile Read(string name) => JsonSerializer.Deserialize<VectorFile>(
        File.ReadAllText(Path.Combine(Folder, "Vectors", $"{name}.json")), Options)!;

    public sealed record Case(
        string Name, string Method, string Target, string[][] Headers, string Body, string? Authorization)
    {
        public Wire ToWire() => new()
        {
            Method = Method,
            Target = Target,
            Headers =
            [
                .. Headers.Select(pair => new HeaderField(pair[0], pair[1])),
                .. Authorization is null ? Array.Empty<HeaderField>() : [new("Authorization", Authorization)],
            ],
            Body = Wire.Utf8(Body),
        };
    }
}
