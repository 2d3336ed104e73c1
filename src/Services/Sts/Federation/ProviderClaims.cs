using System.Text.Json;

namespace Holdfast.Services.Sts.Federation;

/// <summary>The claims of well-known providers that have condition keys of their own, as the service authorization reference of STS lists them.</summary>
internal static class ProviderClaims
{
    private const string GitHub = "token.actions.githubusercontent.com";

    private static readonly string[] GitHubClaims =
    [
        "actor", "actor_id", "enterprise_id", "environment", "job_workflow_ref", "ref", "repository", "repository_id", "repository_owner_id", "workflow",
    ];

    private static readonly string[] GitLabClaims =
    [
        "namespace_id", "pipeline_source", "project_id", "ref_protected", "runner_environment", "user_access_level", "user_email", "user_id", "user_login",
    ];

    private static readonly string[] BuildkiteClaims =
    [
        "build_branch", "cluster_id", "cluster_name", "organization_id", "organization_slug", "pipeline_id", "pipeline_slug",
    ];

    /// <summary>The condition keys of a provider and the claims that they tell.</summary>
    /// <param name="name">The URL without its scheme.</param>
    public static IEnumerable<(string Key, string Claim)> Of(string name)
        => ClaimsOf(name.Split('/')[0]).Select(claim => ($"{name}:{claim}", claim));

    /// <summary>The text of a claim: that of a text, number or boolean; of google's number where it is nested.</summary>
    public static string? TextOf(JsonElement claims, string claim)
    {
        if (!claims.TryGetProperty(claim, out var value)
            && !(claim.Split('/') is [var outer, var inner] && claims.TryGetProperty(outer, out var nested)
                && nested.ValueKind == JsonValueKind.Object && nested.TryGetProperty(inner, out value)))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    private static string[] ClaimsOf(string host) => host switch
    {
        "accounts.google.com" => ["google/organization_number"],
        GitHub => GitHubClaims,
        "gitlab.com" => GitLabClaims,
        "agent.buildkite.com" => BuildkiteClaims,
        "oidc.circleci.com" => ["oidc.circleci.com/project-id"],
        _ when IsBetween(host, "token.actions.", ".ghe.com") => GitHubClaims,
        _ when IsBetween(host, "agent.", ".buildkite.dev") || IsBetween(host, "agent.", ".buildkite.site") => BuildkiteClaims,
        _ when IsBetween(host, "idcs-", ".identity.oraclecloud.com") => ["rpst_id"],
        _ => [],
    };

    private static bool IsBetween(string host, string start, string end)
        => host.StartsWith(start, StringComparison.Ordinal) && host.EndsWith(end, StringComparison.Ordinal);
}
