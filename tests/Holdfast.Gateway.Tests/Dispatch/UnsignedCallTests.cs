using System.Text.Json;
using Holdfast.Gateway.Authentication;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Sts;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Dispatch;

/// <summary>Calls that nobody signed: they are judged and recorded as whoever what they carry proves them to be.</summary>
public sealed class UnsignedCallTests : IAsyncDisposable
{
    private const string Provider = "arn:aws:iam::111122223333:saml-provider/corp";
    private const string RoleArn = "arn:aws:iam::111122223333:role/deploy";

    private readonly World _world = new();

    private static Caller Bearer => new()
    {
        Kind = CallerKind.SamlUser,
        Account = World.Account,
        Arn = Provider,
        PrincipalId = "qualifier=:bob",
        UserName = "bob",
        IdentityProvider = "qualifier=",
    };

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Are_judged_by_the_trust_policy_alone_and_recorded_as_the_bearer_of_the_token()
    {
        var error = await CallAsync(TrustedBy(Provider));

        Assert.Null(error);
        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(
            """{"type":"SAMLUser","principalId":"qualifier=:bob","userName":"bob","identityProvider":"qualifier="}""",
            record.GetProperty("userIdentity").GetRawText());
        Assert.Equal("AWS::IAM::SAMLProvider", record.GetProperty("resources")[1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Are_refused_without_a_name_when_the_role_trusts_another_provider()
    {
        var error = await CallAsync(TrustedBy("arn:aws:iam::111122223333:saml-provider/other"));

        Assert.Equal(("AccessDenied", 403, "Not authorized to perform sts:AssumeRoleWithSAML"), (error!.Code, error.Status, error.Message));
        Assert.Equal("AccessDenied", Assert.Single(await RecordsAsync()).GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task Prove_nobody_with_a_token_that_is_none_and_are_not_recorded()
    {
        var error = await CallAsync(_ => throw new CommonException("InvalidIdentityToken", 400, "no token"));

        Assert.Equal("InvalidIdentityToken", error!.Code);
        Assert.Empty(await RecordsAsync());
    }

    [Fact]
    public async Task Are_nobodys_when_the_operation_does_not_say_whose()
    {
        var error = await CallAsync(call => new(new Arn(RoleArn)) { ResourcePolicy = TrustPolicy("*"), Owner = World.Account, Context = [new("test:caller", call.Caller.Arn)] });

        Assert.Null(error);
        Assert.Empty(await RecordsAsync());
    }

    [Fact]
    public async Task Count_as_the_bearers_though_somebody_signed()
    {
        var signer = World.UserOf(new("444455556666"), "mallory");

        var error = await CallAsync(TrustedBy(Provider), Dispatching.CredentialOf(_world, signer));

        Assert.Null(error);
        Assert.Equal("SAMLUser", Assert.Single(await RecordsAsync()).GetProperty("userIdentity").GetProperty("type").GetString());
    }

    private static string TrustPolicy(string provider)
        => $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"{{{(provider == "*" ? "AWS" : "Federated")}}}":"{{{provider}}}"},"Action":["sts:AssumeRoleWithSAML"]}}""";

    private static Func<Call, Target> TrustedBy(string provider) => _ => new(new Arn(RoleArn))
    {
        Action = "sts:AssumeRoleWithSAML",
        Owner = World.Account,
        Principal = Bearer,
        ResourcePolicy = TrustPolicy(provider),
        Named = [new(new(RoleArn), World.Account, "AWS::IAM::Role"), new(new(Provider), World.Account, "AWS::IAM::SAMLProvider")],
    };

    private async Task<ServiceException?> CallAsync(Func<Call, Target> targetOf, Credential? credential = null)
    {
        var operation = new StsService().Model.FindOperation("AssumeRoleWithSAML")!;
        return await Dispatching.DispatcherOf(_world).DispatchAsync(Dispatching.ExchangeOf(_world, operation, targetOf, credential));
    }

    private async Task<IReadOnlyList<JsonElement>> RecordsAsync()
    {
        await _world.WriteAsync(transaction => transaction.Append("test/flush", new(_world.Now, "flush"u8.ToArray(), [])));
        var entries = await _world.StreamAsync(AuditStream.NameOf(World.Account, World.Region));
        return [.. entries.Select(entry => JsonDocument.Parse(entry.Payload).RootElement)];
    }
}
