namespace Holdfast.Services.Iam.Simulation;

/// <summary>The scenarios of <c>ec2:RunInstances</c>, which acts on several kinds of resource at once: each says which kinds must be there.</summary>
/// <remarks>From "API_SimulatePrincipalPolicy", ResourceHandlingOption.</remarks>
internal static class RunInstancesScenario
{
    /// <summary>The only action that has scenarios.</summary>
    public const string Action = "ec2:RunInstances";

    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["EC2-Classic-InstanceStore"] = ["instance", "image", "security-group"],
        ["EC2-Classic-EBS"] = ["instance", "image", "security-group", "volume"],
        ["EC2-VPC-InstanceStore"] = ["instance", "image", "security-group", "network-interface"],
        ["EC2-VPC-InstanceStore-Subnet"] = ["instance", "image", "security-group", "network-interface", "subnet"],
        ["EC2-VPC-EBS"] = ["instance", "image", "security-group", "network-interface", "volume"],
        ["EC2-VPC-EBS-Subnet"] = ["instance", "image", "security-group", "network-interface", "subnet", "volume"],
    };

    /// <summary>Checks that a scenario is known and that every kind of resource it needs is there.</summary>
    /// <exception cref="InvalidInputException">It is not, or one is missing.</exception>
    public static void Check(string scenario, IReadOnlyList<string> resources)
    {
        if (!Kinds.TryGetValue(scenario, out var kinds))
        {
            throw new InvalidInputException($"Invalid resource handling option: {scenario}");
        }

        if (Array.Find(kinds, kind => !resources.Any(arn => arn == "*" || arn.Contains($":{kind}/", StringComparison.Ordinal))) is { } missing)
        {
            throw new InvalidInputException($"The resource handling option {scenario} requires a resource of type {missing}.");
        }
    }
}
