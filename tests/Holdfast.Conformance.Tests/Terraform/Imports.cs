using System.Text.Json;

namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>How the provider's documentation says that a resource is imported, and what it says an import cannot find out.</summary>
internal static class Imports
{
    // "You can't import", says the documentation of the provider of aws_iam_group_membership and of those beside it.
    private static readonly HashSet<string> s_without = new(StringComparer.Ordinal)
    {
        "aws_iam_group_membership", "aws_iam_policy_attachment", "aws_iam_security_token_service_preferences",
        "aws_kms_ciphertext",
    };

    // What only the configuration, or only the answer to a creation, has.
    private static readonly Dictionary<string, string[]> s_unreadable = new(StringComparer.Ordinal)
    {
        ["aws_iam_user"] = ["force_destroy"],
        ["aws_iam_role"] = ["force_detach_policies"],
        ["aws_iam_server_certificate"] = ["private_key"],
        ["aws_iam_user_login_profile"] = ["password_length", "password_reset_required"],
        ["aws_kms_key"] = ["bypass_policy_lockout_safety_check", "deletion_window_in_days"],
        ["aws_kms_replica_key"] = ["bypass_policy_lockout_safety_check", "deletion_window_in_days"],
        ["aws_kms_external_key"] = ["bypass_policy_lockout_safety_check", "deletion_window_in_days", "key_material_base64"],
        ["aws_kms_key_policy"] = ["bypass_policy_lockout_safety_check"],
        ["aws_kms_grant"] = ["retire_on_delete"],
        ["aws_s3_bucket"] = ["force_destroy"],
    };

    /// <summary>Whether the provider imports resources of a type.</summary>
    public static bool Has(string type) => !s_without.Contains(type);

    /// <summary>What the import asks for.</summary>
    public static string IdOf(StackResource resource) => resource.Type switch
    {
        "aws_iam_role_policy_attachment" => $"{resource["role"]}/{resource["policy_arn"]}",
        "aws_iam_user_policy_attachment" => $"{resource["user"]}/{resource["policy_arn"]}",
        "aws_iam_group_policy_attachment" => $"{resource["group"]}/{resource["policy_arn"]}",
        "aws_iam_user_group_membership" => string.Join('/', resource.Values.GetProperty("groups").EnumerateArray().Select(group => group.GetString()).Prepend(resource["user"])),
        "aws_iam_user_ssh_key" => $"{resource["username"]}:{resource["ssh_public_key_id"]}:{resource["encoding"]}",
        "aws_iam_server_certificate" => resource["name"],
        "aws_iam_virtual_mfa_device" => resource["arn"],
        "aws_kms_grant" => $"{resource["key_id"]}:{resource["grant_id"]}",
        "aws_iam_role_policies_exclusive" or "aws_iam_role_policy_attachments_exclusive" => resource["role_name"],
        "aws_iam_user_policies_exclusive" or "aws_iam_user_policy_attachments_exclusive" => resource["user_name"],
        "aws_iam_group_policies_exclusive" or "aws_iam_group_policy_attachments_exclusive" => resource["group_name"],
        _ => resource["id"],
    };

    /// <summary>What a plan would do besides importing, as lines to read.</summary>
    public static IEnumerable<string> Unexpected(JsonElement resource)
    {
        var (address, type) = (resource.GetProperty("address").GetString()!, resource.GetProperty("type").GetString()!);
        var change = resource.GetProperty("change");
        var actions = string.Join(',', change.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        return resource.GetProperty("mode").GetString() == "data" || (actions == "create" && !Has(type)) || actions == "no-op" ? []
            : actions == "create" ? [$"{address} is not imported"]
            : from difference in actions == "update" ? Differences(change) : Replacing(change)
              where !s_unreadable.GetValueOrDefault(type, []).Contains(difference, StringComparer.Ordinal)
              select $"{address}: {difference}: {actions}";
    }

    private static IEnumerable<string> Replacing(JsonElement change)
        => from path in change.GetProperty("replace_paths").EnumerateArray()
           select path[0].GetString();

    private static IEnumerable<string> Differences(JsonElement change)
        => from after in change.GetProperty("after").EnumerateObject()
           where !JsonElement.DeepEquals(change.GetProperty("before").GetProperty(after.Name), after.Value)
           select after.Name;
}
