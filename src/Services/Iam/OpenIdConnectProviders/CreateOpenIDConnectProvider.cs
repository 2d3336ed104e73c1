using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.OpenIdConnectProviders;

/// <summary>Makes the account trust an OpenID Connect identity provider.</summary>
/// <remarks>"This parameter is optional. If it is not included, IAM will retrieve and use the top intermediate certificate authority thumbprint."</remarks>
internal sealed class CreateOpenIDConnectProvider(IWebKeySource keys, IOutboundIssuers issuers, IamQuotas quotas)
    : IOperation<CreateOpenIDConnectProviderRequest, CreateOpenIDConnectProviderResponse>
{
    public ValueTask<Target> TargetAsync(CreateOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(WebProvider.ArnOf(call.Partition.Name, call.Account, WebProvider.NameOf(request.Url)))
            .With(request.Tags.RequestKeys()));

    public async ValueTask<CreateOpenIDConnectProviderResponse> ExecuteAsync(
        CreateOpenIDConnectProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfWebProviders.Read(request.Tags);
        var name = WebProviderRules.ReadUrl(request.Url);
        var clientIds = WebProviderRules.ReadClientIds(request.ClientIDList ?? []);
        var given = WebProviderRules.ReadThumbprints(request.ThumbprintList ?? []);
        if (await call.Transaction.FindAsync<WebProvider>(WebProvider.KeyOf(call.Account, name), cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"Provider with url {request.Url} already exists.");
        }

        if (!await call.Transaction.HasRoomAsync<WebProvider>(
            WebProvider.PrefixOf(call.Account), quotas.WebProvidersPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for OpenIdConnectProvidersPerAccount: {quotas.WebProvidersPerAccount}");
        }

        var provider = new WebProvider
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = name,
            ClientIds = clientIds,
            Thumbprints = given is [] ? await RetrieveAsync(name, call, cancellationToken) : given,
            CreateDate = call.NowToTheSecond(),
            Tags = tags,
        };
        call.Transaction.Insert(provider);
        return new() { OpenIDConnectProviderArn = provider.Arn.Value, Tags = tags.ToShapesOrNull() };
    }

    // An issuer that this server is itself needs no thumbprint: its keys do not come over the network.
    private async ValueTask<IReadOnlyList<string>> RetrieveAsync(string name, Call call, CancellationToken cancellationToken)
    {
        var url = WebProvider.Scheme + name;
        if (await issuers.FindKeysAsync(call.Transaction, url, cancellationToken) is not null)
        {
            return [];
        }

        var thumbprint = keys.FindThumbprint(url, call.Now)
            ?? throw new OutsideNeededException(cancel => keys.FetchThumbprintAsync(url, call.Now, cancel));
        return thumbprint.Sha1 is { } sha1
            ? [sha1]
            : throw new OpenIdIdpCommunicationErrorException($"Unable to retrieve the thumbprint of the OpenID Connect provider {url}");
    }
}
