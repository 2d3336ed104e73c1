using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Authorization;

/// <summary>Decides whether a principal may do what a call asks for.</summary>
internal interface IJudge
{
    /// <summary>Prepares what governs an identity, once; the gate keeps it with the credential.</summary>
    Grants Prepare(Identity identity);

    /// <summary>Decides on one action and one resource.</summary>
    /// <returns>Null when it is allowed; otherwise AWS's sentence on why it is not.</returns>
    string? FindRefusal(OperationModel operation, Target target, Call call, Grants grants);
}

/// <summary>What governs a principal, in the form in which its judge wants it.</summary>
internal abstract class Grants : Authority;
