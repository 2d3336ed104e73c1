using Holdfast.Kernel;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Authorization;

/// <summary>Asks the judge about all that a call acts on.</summary>
internal static class JudgeExtensions
{
    /// <summary>Decides on everything that a target names: each must be allowed, on its own.</summary>
    /// <returns>Null when all is allowed; otherwise AWS's sentence on the first that is not.</returns>
    public static string? FindRefusalOfAny(this IJudge judge, OperationModel operation, Target target, Call call, Grants grants)
    {
        if (!target.IsExempt && judge.FindRefusal(operation, target, call, grants) is { } refusal)
        {
            return refusal;
        }

        for (var i = 0; i < target.Also.Count; i++)
        {
            if (judge.FindRefusalOfAny(operation, target.Also[i], call, grants) is { } further)
            {
                return further;
            }
        }

        return null;
    }
}
