using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;

namespace Holdfast.Services.Tests.S3;

/// <summary>Refuses what a test says, and notes what it was asked.</summary>
internal sealed class ChosenPermissions(Func<Target, bool> refuses) : IPermissions
{
    /// <summary>What was asked: action and resource.</summary>
    public List<string> Asked { get; } = [];

    public string? FindRefusal(OperationModel operation, Target target, Call call)
    {
        Asked.Add($"{target.Action ?? operation.Action} {target.Resource.Value}");
        return refuses(target) ? "the test refuses" : null;
    }
}
