namespace Holdfast.Server.Commands.Import;

/// <summary>A user, group or role of an export.</summary>
internal sealed record ExportedEntity
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>The ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The inline policies: documents by name.</summary>
    public required IReadOnlyDictionary<string, string> Inline { get; init; }

    /// <summary>The ARNs of the attached policies.</summary>
    public required IReadOnlyList<string> Attached { get; init; }

    /// <summary>The ARN of the permissions boundary; null for none.</summary>
    public string? Boundary { get; init; }

    /// <summary>The tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The names of a user's groups.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Who may assume a role; null for users and groups.</summary>
    public string? Trust { get; init; }

    /// <summary>The instance profiles of a role: name and path.</summary>
    public required IReadOnlyList<(string Name, string Path)> InstanceProfiles { get; init; }

    /// <summary>The service that a role is linked to; null for all others.</summary>
    public string? LinkedService
        => Path.StartsWith(LinkedPath, StringComparison.Ordinal) && Path.Length > LinkedPath.Length ? Path[LinkedPath.Length..].TrimEnd('/') : null;

    private const string LinkedPath = "/aws-service-role/";

    /// <summary>Reads one.</summary>
    public static ExportedEntity Read(ExportNode node, string nameMember, string policiesMember) => new()
    {
        Name = Required(node, nameMember),
        Path = node["Path"]?.Text ?? "/",
        Arn = Required(node, "Arn"),
        Inline = node.List(policiesMember).ToDictionary(
            policy => Required(policy, "PolicyName"), policy => DocumentOf(policy["PolicyDocument"]!), StringComparer.Ordinal),
        Attached = [.. node.List("AttachedManagedPolicies").Select(policy => Required(policy, "PolicyArn"))],
        Boundary = node["PermissionsBoundary"]?["PermissionsBoundaryArn"]?.Text,
        Tags = node.List("Tags").ToDictionary(tag => Required(tag, "Key"), tag => tag["Value"]?.Text ?? "", StringComparer.OrdinalIgnoreCase),
        Groups = [.. node.List("GroupList").Select(group => group.Text!)],
        Trust = node["AssumeRolePolicyDocument"] is { } trust ? DocumentOf(trust) : null,
        InstanceProfiles = [.. node.List("InstanceProfileList")
            .Select(profile => (Required(profile, "InstanceProfileName"), profile["Path"]?.Text ?? "/"))],
    };

    /// <summary>Reads a member that cannot be missing.</summary>
    /// <exception cref="ImportException">It is.</exception>
    public static string Required(ExportNode node, string name)
        => node[name]?.Text ?? throw new ImportException($"A part of it has no {name}.");

    /// <summary>Reads a document: JSON, JSON in a text, or JSON in a text as the service encodes it.</summary>
    public static string DocumentOf(ExportNode node)
    {
        var text = node.Text ?? "";
        return text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
    }
}
