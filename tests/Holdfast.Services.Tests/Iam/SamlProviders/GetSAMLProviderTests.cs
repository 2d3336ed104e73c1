using Holdfast.Services.Iam;

namespace Holdfast.Services.Tests.Iam.SamlProviders;

public sealed class GetSAMLProviderTests : SamlProviderTests
{
    [Fact]
    public async Task Gives_the_document_as_it_was_uploaded_and_a_hundred_years_when_it_does_not_say()
    {
        await CreateAsync();

        var provider = await GetAsync();

        Assert.Equal(Idp.Metadata(), provider.SAMLMetadataDocument);
        Assert.Equal(World.Now, provider.CreateDate);
        Assert.Equal(World.Now.AddYears(100), provider.ValidUntil);
        Assert.Null(provider.PrivateKeyList);
        Assert.Null(provider.AssertionEncryptionMode);
    }

    [Fact]
    public async Task Refuses_an_unknown_provider()
        => Assert.Equal(Missing, await RefusedAsync<NoSuchEntityException>(() => GetAsync(NoneArn)));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/corp")]
    [InlineData("arn:aws:iam::111122223333:saml-provider/")]
    [InlineData("arn:aws:iam::1111:saml-provider/corp")]
    public async Task Refuses_the_arn_of_something_else(string arn)
        => Assert.Equal($"Invalid ARN: {arn}", await RefusedAsync<InvalidInputException>(() => GetAsync(arn)));

    [Fact]
    public async Task Does_not_tell_of_another_accounts_provider()
    {
        await CreateAsync();

        await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
            new Holdfast.Services.Iam.SamlProviders.GetSAMLProvider(), new() { SAMLProviderArn = CorpArn }, account: new("999988887777")));
    }
}
