using System.Text.Json;

namespace Holdfast.Server.Commands.Import;

/// <summary>What the authorization details of an account tell.</summary>
internal sealed class AccountExport
{
    /// <summary>The customer managed policies, by name in lower case.</summary>
    public Dictionary<string, ExportedPolicy> Policies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The groups.</summary>
    public Dictionary<string, ExportedEntity> Groups { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The users.</summary>
    public Dictionary<string, ExportedEntity> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The roles.</summary>
    public Dictionary<string, ExportedEntity> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of the account; null when it has nothing that names it.</summary>
    public string? Account { get; private set; }

    /// <summary>Reads what <c>aws iam get-account-authorization-details</c> prints: one JSON value, or several one after another.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="ImportException">It is JSON, and something else.</exception>
    public static AccountExport Read(ReadOnlySpan<byte> json)
    {
        var export = new AccountExport();
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json["\uFEFF"u8.Length..];
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            var page = JsonElement.ParseValue(ref reader);
            foreach (var part in page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray()] : new[] { page })
            {
                export.Add(ExportNode.Of(part));
            }
        }

        return export;
    }

    /// <summary>Adds a page.</summary>
    /// <exception cref="ImportException">It is not a page of authorization details.</exception>
    public void Add(ExportNode page)
    {
        if (page["UserDetailList"] is null && page["GroupDetailList"] is null && page["RoleDetailList"] is null && page["Policies"] is null)
        {
            throw new ImportException("It is not the output of 'aws iam get-account-authorization-details'.");
        }

        foreach (var user in page.List("UserDetailList"))
        {
            Add(Users, user, "UserName", "UserPolicyList");
        }

        foreach (var group in page.List("GroupDetailList"))
        {
            Add(Groups, group, "GroupName", "GroupPolicyList");
        }

        foreach (var role in page.List("RoleDetailList"))
        {
            Add(Roles, role, "RoleName", "RolePolicyList");
        }

        foreach (var node in page.List("Policies"))
        {
            var policy = ExportedPolicy.Read(node);
            if (!policy.IsOfAws)
            {
                Policies[policy.Name] = policy;
                Account ??= AccountOf(policy.Arn);
            }
        }
    }

    private void Add(Dictionary<string, ExportedEntity> entities, ExportNode node, string nameMember, string policiesMember)
    {
        var entity = ExportedEntity.Read(node, nameMember, policiesMember);
        entities[entity.Name] = entity;
        Account ??= AccountOf(entity.Arn);
    }

    private static string? AccountOf(string arn) => arn.Split(':') is [_, _, _, _, var account, ..] ? account : null;
}
