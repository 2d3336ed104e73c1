using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Chooses which session tokens the global endpoint of STS gives out; GetAccountSummary tells the choice.</summary>
/// <remarks>A token of the first version is refused in regions that an account has to opt in to; here every region is open, so that both work everywhere.</remarks>
internal sealed class SetSecurityTokenServicePreferences
    : IOperation<SetSecurityTokenServicePreferencesRequest, SetSecurityTokenServicePreferencesResponse>
{
    public ValueTask<Target> TargetAsync(SetSecurityTokenServicePreferencesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<SetSecurityTokenServicePreferencesResponse> ExecuteAsync(
        SetSecurityTokenServicePreferencesRequest request, Call call, CancellationToken cancellationToken)
    {
        var account = await call.AccountAsync(cancellationToken);
        var version = request.GlobalEndpointTokenVersion == GlobalEndpointTokenVersion.V2Token ? 2 : 1;
        if (account.GlobalEndpointTokenVersion != version)
        {
            call.Transaction.Replace(account, account with { GlobalEndpointTokenVersion = version });
        }

        return new();
    }
}
