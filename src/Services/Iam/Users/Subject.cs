using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Iam.Users;

/// <summary>Whose credentials an operation is about: a user, or the root user of the account.</summary>
/// <param name="Id">The unique id of the user, or the account number: what credentials are kept under.</param>
/// <param name="User">The user; null for root.</param>
internal sealed record Subject(string Id, User? User)
{
    /// <summary>The name of the user; null for root, which has none.</summary>
    public string? UserName => User?.Name;
}

/// <summary>Finds whose credentials an operation is about, by the name in the request or else by who calls.</summary>
internal static class SubjectTable
{
    /// <summary>Names the user of that name, or else the caller, as what is acted on.</summary>
    public static async ValueTask<Target> SubjectTargetAsync(this Call call, string? userName, CancellationToken cancellationToken)
    {
        if ((userName ?? call.Caller.UserName) is { } name)
        {
            return await call.UserTargetAsync(name, cancellationToken);
        }

        return call.Caller.Kind == CallerKind.Root
            ? new(IamAccount.RootArnOf(call.Partition.Name, call.Account))
            : Target.Any;
    }

    /// <summary>Finds the user of that name, or else the user or root user that calls.</summary>
    /// <exception cref="NoSuchEntityException">There is no such user.</exception>
    /// <exception cref="CommonException">Nobody is named, and a session calls.</exception>
    public static async ValueTask<Subject> SubjectAsync(this Call call, string? userName, CancellationToken cancellationToken)
    {
        if ((userName ?? call.Caller.UserName) is { } name)
        {
            var user = await call.UserAsync(name, cancellationToken);
            return new(user.Id, user);
        }

        return call.Caller.Kind == CallerKind.Root
            ? new(call.Account.Value, User: null)
            : throw new CommonException("ValidationError", 400, "Must specify userName when calling with non-User credentials");
    }
}
