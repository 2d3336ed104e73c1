using System.Globalization;

namespace Holdfast.Server.Commands.Import;

/// <summary>Makes in an account what an export tells, call by call; what is there already as it should be is left alone.</summary>
/// <param name="client">What makes the calls.</param>
internal sealed class IamImport(QueryClient client)
{
    // Allows nobody, so that a role stands while those that its trust policy names are made.
    private const string Nobody =
        """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}}""";

    private readonly ImportReport _report = new();
    private AccountExport _present = new();
    private Documents _documents = new(from: null, "");

    /// <summary>Imports.</summary>
    /// <exception cref="RefusedException">The caller may not even read what is there.</exception>
    public async Task<ImportReport> RunAsync(AccountExport export)
    {
        var account = ExportNode.Of(await client.StsAsync("GetCallerIdentity"))["Account"]!.Text!;
        _documents = new(export.Account, account);
        if (_documents.Differ)
        {
            _report.Note($"Account {export.Account} of the file is account {account} here, in ARNs and documents too.");
        }

        _present = await ReadPresentAsync();
        foreach (var policy in export.Policies.Values)
        {
            await TryAsync($"policy {policy.Name}", () => ImportAsync(policy));
        }

        foreach (var group in export.Groups.Values)
        {
            await ImportAsync(EntityKind.Group, group, _present.Groups, []);
        }

        foreach (var user in export.Users.Values)
        {
            await ImportAsync(EntityKind.User, user, _present.Users, []);
            await JoinAsync(user);
        }

        await ImportRolesAsync(export.Roles.Values);
        return _report;
    }

    private async Task<AccountExport> ReadPresentAsync()
    {
        var present = new AccountExport();
        string? marker = null;
        do
        {
            var page = ExportNode.Of(await client.IamAsync("GetAccountAuthorizationDetails", ("MaxItems", "1000"), ("Marker", marker)));
            present.Add(page);
            marker = page["IsTruncated"]?.Text == "true" ? page["Marker"]!.Text : null;
        }
        while (marker is not null);

        return present;
    }

    private async Task ImportAsync(ExportedPolicy policy)
    {
        const string Kind = "policies";
        var inForce = policy.Document ?? throw new ImportException("the file does not have its document");
        if (_present.Policies.TryGetValue(policy.Name, out var present))
        {
            if (Documents.AreSame(present.Document, _documents.Here(inForce)))
            {
                _report.Unchanged(Kind);
                return;
            }

            await client.IamAsync(
                "CreatePolicyVersion", ("PolicyArn", present.Arn), ("PolicyDocument", _documents.Here(inForce)), ("SetAsDefault", "true"));
            _report.Made(Kind);
            return;
        }

        var first = policy.Versions[0];
        await client.IamAsync(
            "CreatePolicy",
            ("PolicyName", policy.Name),
            ("Path", policy.Path),
            ("Description", policy.Description),
            ("PolicyDocument", _documents.Here(first.Document)));
        foreach (var version in policy.Versions.Skip(1))
        {
            await client.IamAsync(
                "CreatePolicyVersion",
                ("PolicyArn", _documents.Here(policy.Arn)),
                ("PolicyDocument", _documents.Here(version.Document)),
                ("SetAsDefault", version.IsDefault ? "true" : "false"));
        }

        var number = 1 + policy.Versions.TakeWhile(version => !version.IsDefault).Count();
        if (policy.Versions[number - 1].Id is var id && id != string.Create(CultureInfo.InvariantCulture, $"v{number}"))
        {
            _report.Note($"The version {id} of the policy {policy.Name}, which is in force, is v{number} here.");
        }

        _report.Made(Kind);
    }

    // Makes or completes a user, group or role; only what differs costs a call.
    private async Task<bool> ImportAsync(
        EntityKind kind, ExportedEntity entity, Dictionary<string, ExportedEntity> presentOnes, (string Name, string? Value)[] more)
    {
        var changes = 0;
        var what = $"{kind.Word} {entity.Name}";
        if (!presentOnes.TryGetValue(entity.Name, out var present))
        {
            (string, string?)[] members = [(kind.NameMember, entity.Name), ("Path", entity.Path), .. BoundaryOf(entity), .. TagsOf(entity), .. more];
            if (!await TryAsync(what, () => client.IamAsync(kind.Create, members)))
            {
                return false;
            }

            changes++;
        }
        else
        {
            changes += await CompleteAsync(kind, entity, present, what);
        }

        foreach (var (name, document) in entity.Inline)
        {
            var here = _documents.Here(document);
            if (!Documents.AreSame(present?.Inline.GetValueOrDefault(name), here))
            {
                changes += await CountAsync($"inline policy {name} of {what}", () => client.IamAsync(
                    $"Put{kind.Name}Policy", (kind.NameMember, entity.Name), ("PolicyName", name), ("PolicyDocument", here)));
            }
        }

        foreach (var arn in entity.Attached.Select(_documents.Here).Where(arn => present?.Attached.Contains(arn) != true))
        {
            changes += await CountAsync($"policy {arn} of {what}", () => client.IamAsync(
                $"Attach{kind.Name}Policy", (kind.NameMember, entity.Name), ("PolicyArn", arn)));
        }

        Count(kind.Word + "s", changes);
        return true;
    }

    private async Task<int> CompleteAsync(EntityKind kind, ExportedEntity entity, ExportedEntity present, string what)
    {
        var changes = 0;
        if (present.Path != entity.Path)
        {
            _report.Lost($"the path of {what}", $"it is {present.Path} here, and {entity.Path} in the file");
        }

        if (entity.Boundary is { } boundary && present.Boundary != _documents.Here(boundary))
        {
            changes += await CountAsync($"the boundary of {what}", () => client.IamAsync(
                $"Put{kind.Name}PermissionsBoundary", [(kind.NameMember, entity.Name), .. BoundaryOf(entity)]));
        }

        var differing = entity.Tags.Where(tag => present.Tags.GetValueOrDefault(tag.Key) != tag.Value).ToList();
        if (differing.Count > 0)
        {
            changes += await CountAsync($"the tags of {what}", () => client.IamAsync(
                $"Tag{kind.Name}", [(kind.NameMember, entity.Name), .. TagsOf(entity with { Tags = differing.ToDictionary() })]));
        }

        if (entity.Trust is { } trust && !Documents.AreSame(present.Trust, _documents.Here(trust)))
        {
            changes += await CountAsync($"the trust policy of {what}", () => TrustAsync(entity));
        }

        return changes;
    }

    private async Task JoinAsync(ExportedEntity user)
    {
        var present = _present.Users.GetValueOrDefault(user.Name)?.Groups ?? [];
        foreach (var group in user.Groups.Where(group => !present.Contains(group, StringComparer.OrdinalIgnoreCase)))
        {
            Count("memberships", await CountAsync($"membership of user {user.Name} in {group}", () => client.IamAsync(
                "AddUserToGroup", ("GroupName", group), ("UserName", user.Name))));
        }
    }

    // A trust policy may name roles that come later, and one another: all are made first, trusting nobody.
    private async Task ImportRolesAsync(IReadOnlyCollection<ExportedEntity> roles)
    {
        var made = new List<ExportedEntity>();
        foreach (var role in roles)
        {
            if (role.LinkedService is { } service)
            {
                await LinkAsync(role, service);
            }
            else if (await ImportAsync(EntityKind.Role, role, _present.Roles, [("AssumeRolePolicyDocument", Nobody)]))
            {
                made.Add(role);
            }
        }

        foreach (var role in made)
        {
            if (!_present.Roles.ContainsKey(role.Name))
            {
                await TryAsync($"the trust policy of role {role.Name}, which nobody can assume now", () => TrustAsync(role));
            }

            foreach (var (name, path) in role.InstanceProfiles)
            {
                await TryAsync($"instance profile {name}", () => ImportProfileAsync(role, name, path));
            }
        }
    }

    private async Task TrustAsync(ExportedEntity role) => await client.IamAsync(
        "UpdateAssumeRolePolicy", ("RoleName", role.Name), ("PolicyDocument", _documents.Here(role.Trust ?? Nobody)));

    private async Task LinkAsync(ExportedEntity role, string service)
    {
        if (_present.Roles.ContainsKey(role.Name))
        {
            _report.Unchanged("service-linked roles");
            return;
        }

        var suffix = role.Name.IndexOf('_', StringComparison.Ordinal) is var mark and >= 0 ? role.Name[(mark + 1)..] : null;
        await TryAsync($"service-linked role {role.Name}", async () =>
        {
            try
            {
                await client.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", service));
            }
            catch (RefusedException) when (suffix is not null)
            {
                await client.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", service), ("CustomSuffix", suffix));
            }

            _report.Made("service-linked roles");
        });
    }

    private async Task ImportProfileAsync(ExportedEntity role, string name, string path)
    {
        const string Kind = "instance profiles";
        if (_present.Roles.GetValueOrDefault(role.Name)?.InstanceProfiles.Any(profile => profile.Name == name) == true)
        {
            _report.Unchanged(Kind);
            return;
        }

        await client.IamAsync("CreateInstanceProfile", ("InstanceProfileName", name), ("Path", path));
        await client.IamAsync("AddRoleToInstanceProfile", ("InstanceProfileName", name), ("RoleName", role.Name));
        _report.Made(Kind);
    }

    private (string, string?)[] BoundaryOf(ExportedEntity entity)
        => entity.Boundary is { } boundary ? [("PermissionsBoundary", _documents.Here(boundary))] : [];

    private static IEnumerable<(string, string?)> TagsOf(ExportedEntity entity)
        => entity.Tags.SelectMany((tag, i) => new[]
        {
            (string.Create(CultureInfo.InvariantCulture, $"Tags.member.{i + 1}.Key"), (string?)tag.Key),
            (string.Create(CultureInfo.InvariantCulture, $"Tags.member.{i + 1}.Value"), tag.Value),
        });

    private void Count(string kind, int changes)
    {
        if (changes > 0)
        {
            _report.Made(kind);
        }
        else
        {
            _report.Unchanged(kind);
        }
    }

    private async Task<int> CountAsync(string what, Func<Task> call) => await TryAsync(what, call) ? 1 : 0;

    // What one thing cannot be does not keep the others from being made.
    private async Task<bool> TryAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (RefusedException refused)
        {
            _report.Lost(what, $"{refused.Code}. {refused.Message}");
        }
        catch (ImportException impossible)
        {
            _report.Lost(what, impossible.Message);
        }

        return false;
    }

    /// <summary>The words of the operations of a kind of entity.</summary>
    private sealed record EntityKind(string Name)
    {
        public static EntityKind User { get; } = new("User");

        public static EntityKind Group { get; } = new("Group");

        public static EntityKind Role { get; } = new("Role");

        public string Word => Name.ToLowerInvariant();

        public string NameMember => Name + "Name";

        public string Create => "Create" + Name;
    }
}
