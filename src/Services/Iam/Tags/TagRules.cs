namespace Holdfast.Services.Iam.Tags;

/// <summary>The rules for the tags of one kind of resource.</summary>
/// <remarks>
/// Tag keys of users and roles do not differ by case alone; those of policies and of everything else do ("Rules for tagging in IAM and AWS STS").
/// </remarks>
internal sealed class TagRules
{
    /// <summary>Tags on one resource.</summary>
    public const int TagsPerResource = 50;

    private const string ReservedPrefix = "aws:";

    private readonly StringComparer _keys;
    private readonly string _quotaName;
    private readonly string _duplicates;

    private TagRules(StringComparer keys, string quotaName, string duplicates)
    {
        _keys = keys;
        _quotaName = quotaName;
        _duplicates = duplicates;
    }

    /// <summary>The rules for tags of users.</summary>
    public static TagRules OfUsers { get; } = new(
        StringComparer.OrdinalIgnoreCase, "TagsPerUser", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    /// <summary>The rules for tags of roles.</summary>
    public static TagRules OfRoles { get; } = new(
        StringComparer.OrdinalIgnoreCase, "TagsPerRole", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    /// <summary>The rules for tags of instance profiles.</summary>
    public static TagRules OfInstanceProfiles { get; } = new(StringComparer.Ordinal, "TagsPerInstanceProfile", "Duplicate tag keys found.");

    /// <summary>The rules for tags of managed policies.</summary>
    public static TagRules OfPolicies { get; } = new(StringComparer.Ordinal, "TagsPerPolicy", "Duplicate tag keys found.");

    /// <summary>The rules for tags of SAML providers.</summary>
    public static TagRules OfSamlProviders { get; } = new(StringComparer.Ordinal, "TagsPerSAMLProvider", "Duplicate tag keys found.");

    /// <summary>The rules for tags of OIDC providers.</summary>
    public static TagRules OfWebProviders { get; } = new(StringComparer.Ordinal, "TagsPerOpenIDConnectProvider", "Duplicate tag keys found.");

    /// <summary>The rules for tags of virtual MFA devices.</summary>
    public static TagRules OfVirtualMfaDevices { get; } = new(StringComparer.Ordinal, "TagsPerVirtualMFADevice", "Duplicate tag keys found.");

    /// <summary>The rules for tags of server certificates.</summary>
    public static TagRules OfServerCertificates { get; } = new(StringComparer.Ordinal, "TagsPerServerCertificate", "Duplicate tag keys found.");

    /// <summary>Checks the tags that a request brings.</summary>
    /// <exception cref="InvalidInputException">A key comes twice, or is reserved.</exception>
    public IReadOnlyList<Tag> Read(IReadOnlyList<TagShape>? tags)
    {
        if (tags is null or [])
        {
            return [];
        }

        var seen = new HashSet<string>(_keys);
        var read = new List<Tag>(tags.Count);
        foreach (var tag in tags)
        {
            if (tag.Key.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidInputException("aws: prefixed tag key names are not allowed for external use.");
            }

            if (!seen.Add(tag.Key))
            {
                throw new InvalidInputException(_duplicates);
            }

            read.Add(new(tag.Key, tag.Value));
        }

        return read;
    }

    /// <summary>Puts tags on a resource: a key that is there gets the new value and the new spelling.</summary>
    /// <exception cref="LimitExceededException">The resource would have more than <see cref="TagsPerResource"/>.</exception>
    public IReadOnlyList<Tag> Put(IReadOnlyList<Tag> existing, IReadOnlyList<Tag> added)
    {
        Tag[] all = [.. existing.Where(old => !added.Any(tag => _keys.Equals(tag.Key, old.Key))), .. added];
        return all.Length <= TagsPerResource
            ? all
            : throw new LimitExceededException($"Cannot exceed quota for {_quotaName}: {TagsPerResource}");
    }

    /// <summary>Takes tags from a resource; a key that is not there is passed over.</summary>
    public IReadOnlyList<Tag> Remove(IReadOnlyList<Tag> existing, IReadOnlyList<string> keys)
        => [.. existing.Where(tag => !keys.Contains(tag.Key, _keys))];
}
