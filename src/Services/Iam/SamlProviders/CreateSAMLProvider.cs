using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;

namespace Holdfast.Services.Iam.SamlProviders;

/// <summary>Makes the account trust a SAML identity provider, as its metadata document describes it.</summary>
internal sealed class CreateSAMLProvider(ISecretSealer sealer, IamQuotas quotas) : IOperation<CreateSAMLProviderRequest, CreateSAMLProviderResponse>
{
    public ValueTask<Target> TargetAsync(CreateSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(SamlProvider.ArnOf(call.Partition.Name, call.Account, request.Name)).With(request.Tags.RequestKeys()));

    public async ValueTask<CreateSAMLProviderResponse> ExecuteAsync(
        CreateSAMLProviderRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfSamlProviders.Read(request.Tags);
        var metadata = SamlProviderTable.ReadMetadata(request.SAMLMetadataDocument);
        if (await call.Transaction.FindAsync<SamlProvider>(SamlProvider.KeyOf(call.Account, request.Name), cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"Provider with name {request.Name} already exists.");
        }

        if (!await call.Transaction.HasRoomAsync<SamlProvider>(
            SamlProvider.PrefixOf(call.Account), quotas.SamlProvidersPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for SAMLProvidersPerAccount: {quotas.SamlProvidersPerAccount}");
        }

        var now = call.NowToTheSecond();
        var provider = new SamlProvider
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.Name,
            Id = call.Ids.NewUniqueId(SamlProvider.IdPrefix),
            EntityId = metadata.EntityId,
            Certificates = metadata.SigningCertificates,
            CreateDate = now,
            ValidUntil = metadata.ValidUntil(now),
            MetadataParts = SamlMetadataPart.CountOf(request.SAMLMetadataDocument),
            EncryptionMode = request.AssertionEncryptionMode,
            Tags = tags,
        };
        provider = request.AddPrivateKey is { } pem ? provider.WithKey(pem, call, sealer) : provider;
        provider.CheckMode();
        call.Transaction.Insert(provider);
        SamlMetadataPart.Insert(call.Transaction, call.Account, provider.Id, request.SAMLMetadataDocument);
        return new() { SAMLProviderArn = provider.Arn.Value, Tags = tags.ToShapesOrNull() };
    }
}
