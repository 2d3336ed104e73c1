using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.Federation;
using Holdfast.Services.Tests.Authorization;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Sts.Federation;

public sealed class AssumeRoleWithSAMLTests : FederationTests
{
    private const string ProviderArn = "arn:aws:iam::111122223333:saml-provider/corp";
    private const string Aws = "https://aws.amazon.com/SAML/Attributes/";
    private const string Denied = "Not authorized to perform sts:AssumeRoleWithSAML";

    private readonly SamlIdentityProvider _idp = SamlIdentityProvider.WithRsa();

    [Fact]
    public async Task Gives_credentials_of_the_role_to_whom_the_provider_vouches_for()
    {
        var role = await GivenAsync();

        var response = await AssumeAsync(_idp.SignIn(Statement()));

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/deploy/alice", response.AssumedRoleUser!.Arn);
        Assert.Equal($"{role.Id}:alice", response.AssumedRoleUser.AssumedRoleId);
        Assert.Equal("alice@example.com", response.Subject);
        Assert.Equal("persistent", response.SubjectType);
        Assert.Equal(_idp.EntityId, response.Issuer);
        Assert.Equal("https://signin.aws.amazon.com/saml", response.Audience);
        Assert.Equal(QualifierOf(_idp.EntityId, "111122223333/corp"), response.NameQualifier);
        var session = Open(response.Credentials!.AccessKeyId, response.Credentials.SessionToken);
        Assert.Equal(World.Now.AddHours(1), session.ExpiresAt);
        Assert.Equal(ProviderArn, session.Facts.FederatedProvider);
        Assert.Equal("alice@example.com", session.Facts.Federation!.Attributes["saml:sub"]);
    }

    [Fact]
    public async Task Takes_elliptic_curves_signed_responses_and_either_order_of_the_pair()
    {
        using var idp = SamlIdentityProvider.WithEllipticCurve();
        await GivenAsync(idp);
        var statement = Statement() with { Attributes = [(Aws + "Role", [$"{ProviderArn}, {RoleArn}"]), (Aws + "RoleSessionName", ["alice"])] };

        await AssumeAsync(SamlIdentityProvider.Encode(idp.Sign(SamlIdentityProvider.Response(idp.Assertion(statement)))));
        await AssumeAsync(SamlIdentityProvider.Encode(idp.Sign(SamlIdentityProvider.Response(idp.Sign(idp.Assertion(statement with { Id = "_both" }))))));
    }

    [Theory]
    [InlineData("https://eu-west-1.signin.aws.amazon.com/saml", "urn:amazon:webservices")]
    [InlineData("https://signin.aws.amazon.com/saml", "https://us-west-2.signin.aws.amazon.com/saml")]
    public async Task Takes_regional_addresses_and_the_urn(string recipient, string audience)
    {
        await GivenAsync();

        var response = await AssumeAsync(_idp.SignIn(Statement() with { Recipient = recipient, Audience = audience }));

        Assert.Equal(recipient, response.Audience);
    }

    [Fact]
    public async Task Carries_tags_source_identity_and_duration()
    {
        await GivenAsync();
        var statement = Statement();
        statement = statement with
        {
            SessionEndsAt = World.Now.AddMinutes(20),
            Attributes =
            [
                .. statement.Attributes,
                (Aws + "PrincipalTag:team", ["red"]),
                (Aws + "PrincipalTag:cost", ["7"]),
                (Aws + "TransitiveTagKeys", ["team"]),
                (Aws + "SourceIdentity", ["alice.smith"]),
                (Aws + "SessionDuration", ["3600"]),
            ],
        };
        var target = await TargetAsync(_idp.SignIn(statement));

        var response = await AssumeAsync(_idp.SignIn(statement));

        Assert.Equal(["sts:TagSession", "sts:SetSourceIdentity"], target.Also.Select(also => also.Action));
        Assert.Equal(["red"], ValuesOf(target, "aws:RequestTag/team"));
        Assert.Equal(["team"], ValuesOf(target, "sts:TransitiveTagKeys"));
        var session = Open(response.Credentials!.AccessKeyId, response.Credentials.SessionToken);
        Assert.Equal("red", session.Tags["team"]);
        Assert.Equal(["team"], session.TransitiveTagKeys);
        Assert.Equal("alice.smith", session.Facts.SourceIdentity);
        Assert.Equal("alice.smith", response.SourceIdentity);
        Assert.Equal(World.Now.AddMinutes(20), session.ExpiresAt);
    }

    [Fact]
    public async Task Tells_the_judge_every_key_of_the_reference()
    {
        await GivenAsync();
        string[] oids = [.. Enumerable.Range(1, 11).Select(number => $"urn:oid:1.3.6.1.4.1.5923.1.1.1.{number}"),
            .. Enumerable.Range(2, 5).Select(number => $"urn:oid:1.3.6.1.4.1.5923.1.2.1.{number}"),
            "urn:oid:2.5.4.3", "urn:oid:2.5.4.4", "urn:oid:2.5.4.42", "urn:oid:2.5.4.45",
            "urn:oid:0.9.2342.19200300.100.1.1", "urn:oid:0.9.2342.19200300.100.1.3", "urn:oid:0.9.2342.19200300.100.1.45",
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "http://schemas.xmlsoap.org/claims/CommonName",
            "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid"];
        var statement = Statement();
        statement = statement with
        {
            Attributes =
            [
                .. statement.Attributes, .. oids.Select(oid => (oid, (string[])["one", "two"])),
                (Aws + "PrincipalTag:team", ["red"]), (Aws + "TransitiveTagKeys", ["team"]), (Aws + "SourceIdentity", ["alice"]),
            ],
        };

        var target = await TargetAsync(_idp.SignIn(statement));

        var facts = AuthorizationFacts.Find("sts:AssumeRoleWithSAML")!;
        Assert.All(facts.RequestKeys, form => Assert.Contains(target.Context, key => AuthorizationFacts.Fits(key.Name, form)));
        Assert.All(
            target.Context,
            key => Assert.Contains(facts.KeysWith("role"), form => AuthorizationFacts.Fits(key.Name, form)));
        Assert.Equal(["one", "two"], ValuesOf(target, "saml:edupersonaffiliation"));
        Assert.Equal(["one"], ValuesOf(target, "saml:mail"));
        Assert.Equal(["111122223333/corp"], ValuesOf(target, "saml:doc"));
    }

    [Fact]
    public async Task Names_the_subject_as_the_one_who_calls()
    {
        await GivenAsync();

        var target = await TargetAsync(_idp.SignIn(Statement()));

        Assert.Equal(CallerKind.SamlUser, target.Principal!.Kind);
        Assert.Equal(ProviderArn, target.Principal.Arn);
        Assert.Equal("alice@example.com", target.Principal.UserName);
        Assert.Equal($"{target.Principal.IdentityProvider}:alice@example.com", target.Principal.PrincipalId);
        Assert.Contains("ec2.amazonaws.com", target.ResourcePolicy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_an_assertion_once_and_forgets_it_when_it_is_too_old()
    {
        await GivenAsync();
        var response = _idp.SignIn(Statement());
        await AssumeAsync(response);

        Assert.Equal(
            "The SAML assertion has already been used.", await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(response)));

        Assert.Single(await World.ListAsync<UsedAssertion>("111122223333/"));
        await World.AdvanceAsync(ForgetUsedAssertion.Memory);
        await World.SettleAsync();
        Assert.Empty(await World.ListAsync<UsedAssertion>("111122223333/"));
        await RefusedAsync<ExpiredTokenException>(() => AssumeAsync(response));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opens_an_assertion_that_is_encrypted_to_a_key_of_the_provider(bool isGcm)
    {
        using var key = RSA.Create(2_048);
        await GivenAsync(key: key.ExportPkcs8PrivateKeyPem(), mode: "Required");
        var content = SamlIdentityProvider.Encrypt(_idp.Sign(_idp.Assertion(Statement())), key, isGcm);

        Assert.Equal("alice@example.com", (await AssumeAsync(SamlIdentityProvider.Encode(SamlIdentityProvider.Response(content)))).Subject);
        Assert.Equal(
            "The assertion must be encrypted",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_idp.SignIn(Statement() with { Id = "_clear" }))));
    }

    [Fact]
    public async Task Refuses_an_assertion_that_is_encrypted_to_another_or_not_signed_within()
    {
        using var key = RSA.Create(2_048);
        using var other = RSA.Create(2_048);
        await GivenAsync(key: key.ExportPkcs8PrivateKeyPem(), mode: "Allowed");
        var foreign = SamlIdentityProvider.Encrypt(_idp.Sign(_idp.Assertion(Statement())), other);
        var unsigned = SamlIdentityProvider.Encrypt(_idp.Assertion(Statement()), key);

        Assert.Equal(
            "The encrypted assertion could not be decrypted",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(SamlIdentityProvider.Encode(SamlIdentityProvider.Response(foreign)))));
        Assert.Equal(
            "Response signature invalid",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(SamlIdentityProvider.Encode(SamlIdentityProvider.Response(unsigned)))));
    }

    [Fact]
    public async Task Refuses_a_provider_that_is_not_there_or_whose_metadata_is_over()
    {
        GivenDeploy();
        Assert.Equal(
            "Specified provider doesn't exist.",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_idp.SignIn(Statement()))));

        await World.CallAsync(
            new CreateSAMLProvider(World.Sealer, Quotas), new() { Name = "corp", SAMLMetadataDocument = _idp.Metadata(World.Now.AddSeconds(-1)) });
        Assert.Equal(
            "The metadata of the specified provider has expired.",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_idp.SignIn(Statement()))));
    }

    [Fact]
    public async Task Refuses_what_is_not_for_this_service_or_from_another()
    {
        await GivenAsync();
        var statement = Statement();

        Assert.Equal("Response does not contain the required audience.", await InvalidAsync(statement with { Audience = "https://other.example.com" }));
        Assert.Equal("Response does not contain the required recipient.", await InvalidAsync(statement with { Recipient = "https://signin.aws.amazon.com.evil.example/saml" }));
        Assert.Equal("Response does not contain the required recipient.", await InvalidAsync(statement with { Recipient = "http://signin.aws.amazon.com/saml" }));
        Assert.Equal("Issuer not present in specified provider", await InvalidAsync(statement with { Issuer = "https://evil.example.com" }));
    }

    [Fact]
    public async Task Refuses_what_is_too_old_too_early_or_over()
    {
        await GivenAsync();
        var statement = Statement();

        Assert.Equal("The assertion is not valid yet", await InvalidAsync(statement with { NotBefore = World.Now.AddMinutes(2) }));
        Assert.Equal("The assertion was issued in the future", await InvalidAsync(statement with { IssuedAt = World.Now.AddMinutes(2) }));
        Assert.Equal(
            "Token must be redeemed within 5 minutes of issuance",
            await RefusedAsync<ExpiredTokenException>(() => AssumeAsync(_idp.SignIn(statement with { IssuedAt = World.Now.AddMinutes(-6), Life = TimeSpan.FromHours(1) }))));
        Assert.Equal(
            "The SAML assertion has expired",
            await RefusedAsync<ExpiredTokenException>(() => AssumeAsync(_idp.SignIn(statement with { IssuedAt = World.Now.AddMinutes(-4), Life = TimeSpan.FromMinutes(4) }))));
    }

    [Fact]
    public async Task Refuses_a_session_name_or_source_identity_of_another_form()
    {
        await GivenAsync();
        var role = (Aws + "Role", (string[])[$"{RoleArn},{ProviderArn}"]);

        Assert.Equal("RoleSessionName is required in AuthnResponse", await InvalidAsync(Statement() with { Attributes = [role] }));
        Assert.Equal(
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
            await InvalidAsync(Statement() with { Attributes = [role, (Aws + "RoleSessionName", ["a b"])] }));
        Assert.Equal(
            "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
            await InvalidAsync(Statement() with { Attributes = [role, (Aws + "RoleSessionName", ["alice"]), (Aws + "SourceIdentity", ["x"])] }));
        Assert.Equal("Role is required in AuthnResponse", await InvalidAsync(Statement() with { Attributes = [(Aws + "RoleSessionName", ["alice"])] }));
    }

    [Fact]
    public async Task Refuses_a_role_that_the_assertion_does_not_list()
    {
        await GivenAsync();
        var statement = Statement() with
        {
            Attributes = [(Aws + "Role", [$"arn:aws:iam::111122223333:role/other,{ProviderArn}"]), (Aws + "RoleSessionName", ["alice"])],
        };

        Assert.Equal(Denied, await RefusedAsync<CommonException>(() => AssumeAsync(_idp.SignIn(statement))));
    }

    [Fact]
    public async Task Tells_when_the_provider_itself_says_no()
    {
        await GivenAsync();
        var response = SamlIdentityProvider.Response(_idp.Sign(_idp.Assertion(Statement())), "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed");

        await RefusedAsync<IDPRejectedClaimException>(() => AssumeAsync(SamlIdentityProvider.Encode(response)));
    }

    [Fact]
    public async Task Refuses_a_duration_beyond_the_roles()
    {
        await GivenAsync();

        Assert.Contains(
            "MaxSessionDuration",
            await RefusedAsync<CommonException>(() => AssumeAsync(_idp.SignIn(Statement()), seconds: 7_200)),
            StringComparison.Ordinal);
    }

    private SamlStatement Statement() => new()
    {
        IssuedAt = World.Now,
        Attributes = [(Aws + "Role", [$"{RoleArn},{ProviderArn}"]), (Aws + "RoleSessionName", ["alice"])],
    };

    private async Task<Holdfast.Services.Iam.Roles.Role> GivenAsync(SamlIdentityProvider? idp = null, string? key = null, string? mode = null)
    {
        await World.CallAsync(new CreateSAMLProvider(World.Sealer, Quotas), new()
        {
            Name = "corp",
            SAMLMetadataDocument = (idp ?? _idp).Metadata(),
            AddPrivateKey = key,
            AssertionEncryptionMode = mode,
        });
        return GivenDeploy();
    }

    private AssumeRoleWithSAML Operation => new(Providers, new Holdfast.Services.Iam.Roles.RoleDirectory(), World.Sealer);

    private static AssumeRoleWithSAMLRequest Request(string assertion, int? seconds = null)
        => new() { RoleArn = RoleArn, PrincipalArn = ProviderArn, SAMLAssertion = assertion, DurationSeconds = seconds };

    private Task<AssumeRoleWithSAMLResponse> AssumeAsync(string assertion, int? seconds = null)
        => World.CallAsync(Operation, Request(assertion, seconds), caller: Caller.Anonymous);

    private Task<Target> TargetAsync(string assertion) => World.TargetAsync(Operation, Request(assertion), caller: Caller.Anonymous);

#pragma warning disable CA5350 // The published formula: "BASE64 ( SHA1 ( issuer + account + '/' + provider ) )"; it names, it protects nothing.
    private static string QualifierOf(string issuer, string provider)
        => Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(issuer + provider)));
#pragma warning restore CA5350

    private Task<string> InvalidAsync(SamlStatement statement)
        => RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_idp.SignIn(statement)));
}
