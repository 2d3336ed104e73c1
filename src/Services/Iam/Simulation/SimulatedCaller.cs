using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Policy.Evaluation;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>Who calls in a simulation.</summary>
/// <param name="Descriptor">The principal as policies see it.</param>
/// <param name="Account">The account of the principal.</param>
/// <param name="Arn">The ARN of the IAM user; null when nobody in particular calls, so that no key tells of a principal.</param>
/// <param name="User">The user, where the account has it.</param>
internal sealed record SimulatedCaller(PrincipalDescriptor Descriptor, string Account, string? Arn, User? User)
{
    /// <summary>A user of the caller's account that no policy names: for simulations that name nobody.</summary>
    public static SimulatedCaller Nobody(Call call)
        => new(PrincipalDescriptor.User(call.IamArn("user/").Value, call.Account.Value), call.Account.Value, Arn: null, User: null);

    /// <summary>A user of the account.</summary>
    public static SimulatedCaller Of(User user)
        => new(PrincipalDescriptor.User(user.Arn.Value, user.Account.Value), user.Account.Value, user.Arn.Value, user);

    /// <summary>What is answered when a resource's policy has no caller to judge.</summary>
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
        return user?.Arn.Value == text
            ? SimulatedCaller.Of(user)
            : new(PrincipalDescriptor.User(text, account.Value), account.Value, text, User: null);
    }
}
