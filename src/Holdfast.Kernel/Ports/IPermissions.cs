using Holdfast.Protocols.Models;

namespace Holdfast.Kernel.Ports;

/// <summary>Asks the judge about something further that a call touches, without failing the call; implemented by the gateway.</summary>
/// <remarks>For calls of which each part is allowed or refused by itself, such as S3's DeleteObjects, and for permissions that only matter once something is found.</remarks>
public interface IPermissions
{
    /// <summary>Asks whether the caller may do something.</summary>
    /// <param name="operation">The operation whose action is meant where the target names none, and whose service words the refusal.</param>
    /// <param name="target">What is to be touched.</param>
    /// <param name="call">The call.</param>
    /// <returns>Null when it is allowed; otherwise AWS's sentence on why it is not.</returns>
    string? FindRefusal(OperationModel operation, Target target, Call call);
}
