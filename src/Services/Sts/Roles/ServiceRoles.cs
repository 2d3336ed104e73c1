using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Roles;

/// <summary>Lets services act as roles, by the very operation that clients call.</summary>
/// <param name="roles">Finds roles.</param>
/// <param name="devices">Checks MFA codes, which no service has.</param>
/// <param name="sealer">Seals the tokens of sessions.</param>
/// <param name="identities">Knows what governs a session.</param>
/// <param name="calls">Judges, performs and records the call.</param>
public sealed class ServiceRoles(IRoleDirectory roles, IMfaDevices devices, ISecretSealer sealer, IIdentitySource identities, IFurtherCalls calls) : IServiceRoles
{
    private readonly SessionToken _tokens = new(sealer);

    private readonly OperationBinding<AssumeRoleRequest, AssumeRoleResponse> _assume =
        new(new StsService().Model.FindOperation(nameof(AssumeRole))!, AssumeRoleRequest.Read, new AssumeRole(roles, devices, sealer));

    /// <inheritdoc/>
    public async ValueTask<Session> AssumeAsync(Call call, string roleArn, string sessionName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var response = await calls.RunAsync(_assume, new() { RoleArn = roleArn, RoleSessionName = sessionName }, call.Apart(), service: null, cancellationToken);
        var credentials = response.Credentials!;
        return _tokens.Open(credentials.AccessKeyId!, credentials.SessionToken!)!;
    }

    /// <inheritdoc/>
    public async ValueTask<Call> ActAsync(Call call, Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(session);
        var identity = await identities.FindAsync(call.Transaction, session, cancellationToken) ?? throw StsErrors.Denied($"The role of {session.Arn} does not exist.");
        var caller = identity.Caller with { IssuerId = session.IssuerId };
        return call.As(caller, calls.AuthorityOf(identity with { Caller = caller }));
    }
}
