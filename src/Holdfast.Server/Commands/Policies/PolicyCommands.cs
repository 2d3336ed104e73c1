using System.CommandLine;

namespace Holdfast.Server.Commands.Policies;

/// <summary>The commands about policies in files; they need no server.</summary>
internal static class PolicyCommands
{
    /// <summary>Makes <c>policy</c> with what is below it.</summary>
    public static Command Make()
    {
        var policy = new Command("policy", "Checks and explains policies in files.");
        policy.Subcommands.Add(MakeCheck());
        policy.Subcommands.Add(MakeExplain());
        return policy;
    }

    private static Command MakeCheck()
    {
        var files = new Argument<string[]>("file") { Description = "The policies.", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string>("--kind") { Description = "What kind of policy it is.", DefaultValueFactory = _ => "identity" };
        kind.AcceptOnlyFromAmong([.. PolicyFile.Kinds.Keys]);
        var check = new Command("check", "Says whether policies would be taken, and what is unsafe or could be better in them.");
        check.Arguments.Add(files);
        check.Options.Add(kind);
        check.SetAction(result => CheckCommand.Run(result.GetValue(files)!, PolicyFile.Kinds[result.GetValue(kind)!], MarkedText.ForConsole()));
        return check;
    }

    private static Command MakeExplain()
    {
        var principal = new Option<string>("--principal") { Description = "Who asks: an ARN, a service principal, or * for anybody.", Required = true };
        var action = new Option<string>("--action") { Description = "What for, such as s3:GetObject.", Required = true };
        var resource = new Option<string>("--resource") { Description = "The ARN of what is acted on; * unless given.", DefaultValueFactory = _ => "*" };
        var owner = new Option<string?>("--resource-account") { Description = "The account of the resource, where its ARN names none." };
        var context = Many("--context", "A condition key, as key=value; may come several times.");
        var policies = Many("--policy", "A policy of the principal; may come several times.");
        var boundary = new Option<string?>("--boundary") { Description = "Its permissions boundary." };
        var sessions = Many("--session", "A session policy; may come several times.");
        var resourcePolicy = new Option<string?>("--resource-policy") { Description = "The policy of the resource." };
        var services = Many("--scp", "A service control policy: one for each level, the root's first.");
        var resources = Many("--rcp", "A resource control policy: one for each level, the root's first.");
        var explain = new Command("explain", "Says what policies decide about a request, and why.");
        foreach (var option in new Option[] { principal, action, resource, owner, context, policies, boundary, sessions, resourcePolicy, services, resources })
        {
            explain.Options.Add(option);
        }

        explain.SetAction(result => ExplainCommand.Run(
            () => new Question
            {
                Principal = result.GetValue(principal)!,
                Action = result.GetValue(action)!,
                Resource = result.GetValue(resource)!,
                ResourceAccount = result.GetValue(owner),
                Context = result.GetValue(context) ?? [],
                Identity = ReadAll(result.GetValue(policies)),
                Boundary = result.GetValue(boundary) is { } path ? PolicyFile.Read(path) : null,
                Session = ReadAll(result.GetValue(sessions)),
                ResourcePolicy = result.GetValue(resourcePolicy) is { } other ? PolicyFile.Read(other) : null,
                ServiceControl = ReadAll(result.GetValue(services)),
                ResourceControl = ReadAll(result.GetValue(resources)),
            },
            TimeProvider.System.GetUtcNow(),
            MarkedText.ForConsole()));
        return explain;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description };

    private static PolicyFile[] ReadAll(string[]? paths) => [.. (paths ?? []).Select(PolicyFile.Read)];
}
