using Holdfast.Kernel.Sessions;

namespace Holdfast.Kernel.Ports;

/// <summary>Lets a service act as a role that was passed to it; implemented by STS.</summary>
/// <remarks>The role is assumed by a call of STS like any other: its trust policy has to name the service, and the call is recorded.</remarks>
public interface IServiceRoles
{
    /// <summary>Assumes a role.</summary>
    /// <param name="call">The call of the service.</param>
    /// <param name="roleArn">The role.</param>
    /// <param name="sessionName">The name of the session.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ServiceException">The role does not trust the service, or does not exist; the code is that of STS.</exception>
    ValueTask<Session> AssumeAsync(Call call, string roleArn, string sessionName, CancellationToken cancellationToken);

    /// <summary>Makes a call of a service into one of a session that it has, with the rights that the role has now.</summary>
    /// <exception cref="ServiceException">The role is gone.</exception>
    ValueTask<Call> ActAsync(Call call, Session session, CancellationToken cancellationToken);
}
