using System.Globalization;

namespace Holdfast.Server.Commands.Import;

/// <summary>A managed policy of an export.</summary>
/// <param name="Name">The name.</param>
/// <param name="Path">The path.</param>
/// <param name="Arn">The ARN.</param>
/// <param name="Description">What it is for; null for none.</param>
/// <param name="Versions">The versions, the oldest first.</param>
internal sealed record ExportedPolicy(string Name, string Path, string Arn, string? Description, IReadOnlyList<ExportedVersion> Versions)
{
    /// <summary>Whether AWS manages it.</summary>
    public bool IsOfAws => Arn.Contains(":iam::aws:", StringComparison.Ordinal);

    /// <summary>The document in force; null when the export does not have it.</summary>
    public string? Document => Versions.FirstOrDefault(version => version.IsDefault)?.Document;

    /// <summary>Reads one.</summary>
    public static ExportedPolicy Read(ExportNode node)
    {
        var inForce = node["DefaultVersionId"]?.Text;
        return new(
            ExportedEntity.Required(node, "PolicyName"),
            node["Path"]?.Text ?? "/",
            ExportedEntity.Required(node, "Arn"),
            node["Description"]?.Text,
            [.. node.List("PolicyVersionList")
                .Where(version => version["Document"] is not null)
                .Select(version => new ExportedVersion(
                    ExportedEntity.Required(version, "VersionId"),
                    ExportedEntity.Required(version, "VersionId") == inForce,
                    ExportedEntity.DocumentOf(version["Document"]!)))
                .OrderBy(version => int.TryParse(version.Id.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)]);
    }
}

/// <summary>A version of a managed policy of an export.</summary>
/// <param name="Id">The id, such as <c>v1</c>.</param>
/// <param name="IsDefault">Whether it is in force.</param>
/// <param name="Document">The JSON.</param>
internal sealed record ExportedVersion(string Id, bool IsDefault, string Document);
