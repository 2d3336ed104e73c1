using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Policy.Evaluation;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Who calls in a simulation.</summary>
/// <param name="Descriptor">The principal as policies see it.</param>
/// <param name="Account">The account of the principal.</param>
/// <param name="Arn">The ARN of the IAM user or role; null when nobody in particular calls, so that no key tells of a principal.</param>
internal sealed record SimulatedCaller(PrincipalDescriptor Descriptor, string Account, string? Arn)
{
    /// <summary>What <c>aws:PrincipalType</c> says.</summary>
    public string Type { get; private init; } = "User";

    /// <summary>What <c>aws:username</c> says; null unless it is a user.</summary>
    public string? UserName { get; private init; }

    /// <summary>What <c>aws:userid</c> says; null for a user that the account does not have, and for a role, whose sessions have one each.</summary>
    public string? UserId { get; private init; }

    /// <summary>The tags of the user or role.</summary>
    public IReadOnlyList<Tag> Tags { get; private init; } = [];

    /// <summary>A user of the caller's account that no policy names: for simulations that name nobody.</summary>
    public static SimulatedCaller Nobody(Call call)
        => new(PrincipalDescriptor.User(call.IamArn("user/").Value, call.Account.Value), call.Account.Value, Arn: null);

    /// <summary>A user of the account.</summary>
    public static SimulatedCaller Of(User user)
        => OfUser(user.Arn.Value, user.Account) with { UserId = user.Id, Tags = user.Tags };

    /// <summary>A user that is known by its ARN alone.</summary>
    public static SimulatedCaller OfUser(string arn, AccountId account)
        => new(PrincipalDescriptor.User(arn, account.Value), account.Value, arn) { UserName = arn[(arn.LastIndexOf('/') + 1)..] };

    /// <summary>A session of a role of the account.</summary>
    public static SimulatedCaller Of(Role role)
    {
        var session = $"arn:{role.Partition}:sts::{role.Account.Value}:assumed-role/{role.Name}/";
        return new(PrincipalDescriptor.AssumedRole(session, role.Account.Value, role.Arn.Value), role.Account.Value, role.Arn.Value)
        {
            Type = "AssumedRole",
            Tags = role.Tags,
        };
    }

    /// <summary>What is answered when a resource's policy has no user to judge.</summary>
    public static InvalidInputException Missing() => new("A caller ARN is required when a resource policy is simulated.");
}

/// <summary>Finds who calls in a simulation.</summary>
internal static class SimulatedCallers
{
    private const string UserType = "user/";

    /// <summary>Takes the caller that a request names. "You can specify only the ARN of an IAM user", of any account.</summary>
    /// <exception cref="InvalidInputException">It is the ARN of something else.</exception>
    public static async ValueTask<SimulatedCaller> SimulatedCallerAsync(this Call call, string text, CancellationToken cancellationToken)
    {
        var arn = new Arn(text);
        if (text.Split(':', 6) is not ["arn", { Length: > 0 }, "iam", "", _, _]
            || !AccountId.TryParse(arn.Account, provider: null, out var account)
            || !arn.Resource.StartsWith(UserType, StringComparison.Ordinal)
            || arn.Resource.EndsWith('/'))
        {
            throw new InvalidInputException($"Invalid Caller ARN: {text}. Only the ARN of an IAM user can be specified.");
        }

        var name = arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..];
        var user = await call.Transaction.FindUserAsync(account, name, cancellationToken);
        return user?.Arn.Value == text ? SimulatedCaller.Of(user) : SimulatedCaller.OfUser(text, account);
    }
}
