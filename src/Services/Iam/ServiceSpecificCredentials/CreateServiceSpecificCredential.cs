using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ServiceSpecificCredentials;

/// <summary>Makes a user name and a password, or a long-term API key, for one service.</summary>
/// <remarks>The secret leaves the server in this response and never again: the store keeps a digest.</remarks>
internal sealed class CreateServiceSpecificCredential(IamQuotas quotas)
    : IOperation<CreateServiceSpecificCredentialRequest, CreateServiceSpecificCredentialResponse>
{
    public async ValueTask<Target> TargetAsync(
        CreateServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
    {
        var target = (await call.UserTargetAsync(request.UserName, cancellationToken))
            .With(ServiceSpecificCredentialTable.ServiceKey(request.ServiceName));
        return request.CredentialAgeDays is { } days
            ? target.With(new ConditionKey("iam:ServiceSpecificCredentialAgeDays", days.ToString(CultureInfo.InvariantCulture)))
            : target;
    }

    public async ValueTask<CreateServiceSpecificCredentialResponse> ExecuteAsync(
        CreateServiceSpecificCredentialRequest request, Call call, CancellationToken cancellationToken)
    {
        var user = await call.UserAsync(request.UserName, cancellationToken);
        var service = CredentialService.Of(request.ServiceName);
        if (request.CredentialAgeDays is not null && service.KeyPrefix is null)
        {
            throw new CommonException("ValidationError", 400, $"CredentialAgeDays is not supported for {service.Name}.");
        }

        var all = await call.Transaction.ListAsync<ServiceSpecificCredential>(
            ServiceSpecificCredential.PrefixOf(call.Account, user.Id), cancellationToken);
        string[] aliases = [.. all.Where(credential => credential.ServiceName == service.Name).Select(credential => credential.Alias)];
        if (aliases.Length >= quotas.ServiceSpecificCredentialsPerUser)
        {
            throw new LimitExceededException(
                $"Cannot exceed quota for ServiceSpecificCredentialsPerUser: {quotas.ServiceSpecificCredentialsPerUser}");
        }

        var now = call.NowToTheSecond();
        var alias = FreeAlias(user, aliases);
        var secret = service.NewSecret(alias, call.Ids);
        var made = new ServiceSpecificCredential
        {
            Account = call.Account,
            OwnerId = user.Id,
            Id = call.Ids.NewUniqueId(ServiceSpecificCredential.IdPrefix),
            ServiceName = service.Name,
            Alias = alias,
            SecretDigest = CredentialService.DigestOf(secret),
            Status = StatusType.Active,
            CreateDate = now,
            ExpirationDate = request.CredentialAgeDays is { } days ? now.AddDays(days) : null,
        };
        call.Transaction.Insert(made);
        return new() { ServiceSpecificCredential = service.ShapeOf(made, user.Name, secret, call.Now) };
    }

    // alice-at-111122223333, then alice+1-at-111122223333.
    private static string FreeAlias(User user, string[] taken)
    {
        var suffix = $"-at-{user.Account.Value}";
        var alias = user.Name + suffix;
        for (var number = 1; taken.Contains(alias, StringComparer.Ordinal); number++)
        {
            alias = string.Create(CultureInfo.InvariantCulture, $"{user.Name}+{number}{suffix}");
        }

        return alias;
    }
}
