using System.Text.Json;
using Holdfast.Gateway.Tests.Archive;
using Holdfast.Gateway.Tests.Federation;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Gateway.Tests.Sessions;
using Holdfast.Gateway.Tests.SignIn;
using Holdfast.Testing.Federation;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>A day, and the week after it, in which everybody calls whom there is: root, users, roles of this and of another account, federated users, those for whom providers vouch, nobody, and services.</summary>
internal sealed class ScriptedDay : IAsyncDisposable
{
    private const string AllowAll = SessionWorld.AllowAll;

    private readonly SessionWorld _world;

    private ScriptedDay(SessionWorld world) => _world = world;

    /// <summary>The server.</summary>
    public TestServer Server => _world.Server;

    /// <summary>Lives the day.</summary>
    public static async Task<ScriptedDay> LiveAsync()
    {
        var day = new ScriptedDay(await SessionWorld.StartAsync(isSecure: true));
        await day.VouchAsync();
        await day.SignInAsync();
        await day.AssumeAsync();
        await day.EncryptAsync();

        // Data events are kept for a day.
        await day.ArchiveAsync();
        return day;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    // The tokens of providers live in real time, so they come before the clock is turned.
    private async Task VouchAsync()
    {
        await using var host = await ProviderHost.StartAsync();
        var provider = SessionWorld.Value(
            await _world.ExpectAsync("iam", "CreateOpenIDConnectProvider", null, ("Url", host.Issuer.Url), ("ClientIDList.member.1", "my-app")), "OpenIDConnectProviderArn");
        await _world.GivenRoleAsync("web", trust: Trust("sts:AssumeRoleWithWebIdentity", provider));
        var token = host.Issuer.Sign(host.Issuer.Claims(TimeProvider.System.GetUtcNow()), "ES256");
        await UnsignedAsync($"Action=AssumeRoleWithWebIdentity&RoleArn={Role("web")}&RoleSessionName=job&WebIdentityToken={token}");

        using var idp = SamlIdentityProvider.WithRsa();
        var corp = SessionWorld.Value(await _world.ExpectAsync("iam", "CreateSAMLProvider", null, ("Name", "corp"), ("SAMLMetadataDocument", idp.Metadata())), "SAMLProviderArn");
        await _world.GivenRoleAsync("saml", trust: Trust("sts:AssumeRoleWithSAML", corp));
        var assertion = idp.SignIn(new()
        {
            IssuedAt = TimeProvider.System.GetUtcNow(),
            Attributes = [("https://aws.amazon.com/SAML/Attributes/Role", [$"{Role("saml")},{corp}"]), ("https://aws.amazon.com/SAML/Attributes/RoleSessionName", ["alice"])],
        });
        await UnsignedAsync($"Action=AssumeRoleWithSAML&RoleArn={Role("saml")}&PrincipalArn={corp}&SAMLAssertion={Uri.EscapeDataString(assertion)}");
    }

    private async Task SignInAsync()
    {
        await Server.MakeUserAsync("carol");
        var browser = new Browser(Server);
        await browser.SignInAsync("carol", "guess");
        await browser.SignInAsync("carol", SignInWorld.Password);
        await _world.AdvanceAsync(TimeSpan.FromHours(1));
    }

    private async Task AssumeAsync()
    {
        await _world.ExpectAsync("iam", "GetUserPolicy", _world.Alice, ("UserName", "alice"), ("PolicyName", "all"));
        await _world.CallAsync("iam", "GetUserPolicy", _world.Alice, ("UserName", "alice"), ("PolicyName", "none"));
        var session = await _world.AssumeAsync(await _world.GivenRoleAsync("deploy"), null, ("SourceIdentity", "alice-at-night"));
        await _world.ExpectAsync("iam", "GetUserPolicy", session, ("UserName", "alice"), ("PolicyName", "all"));
        await _world.AssumeAsync(await _world.GivenRoleAsync("partner", asRoot: SessionWorld.OtherRoot));
        var federated = SessionWorld.CredentialsIn(await _world.ExpectAsync("sts", "GetFederationToken", _world.Alice, ("Name", "JohnDoe"), ("Policy", AllowAll)));
        await Server.S3Async("GET", "/", caller: federated);
        await _world.AdvanceAsync(TimeSpan.FromHours(1));
    }

    private async Task ArchiveAsync()
    {
        await Server.GivenObjectAsync("day.txt", "text");
        await Server.DoneAsync("GET", $"/{ArchiveServer.Bucket}/day.txt");
        await Server.DoneAsync("GET", $"/{ArchiveServer.Bucket}?list-type=2");
        await Server.GivenPublicAsync();
        Assert.Equal(200, (await Server.AnonymousAsync("GET", $"/{ArchiveServer.Bucket}/day.txt")).Code);
        await Server.DoneAsync(
            "PUT",
            $"/{ArchiveServer.Bucket}?policy=",
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:*","Resource":["arn:aws:s3:::{{ArchiveServer.Bucket}}","arn:aws:s3:::{{ArchiveServer.Bucket}}/*"]}]}""");
        await JsonAsync("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail", $$"""{"Name":"day","S3BucketName":"{{ArchiveServer.Bucket}}"}""");
        await _world.AdvanceAsync(TimeSpan.FromHours(1));
    }

    private async Task EncryptAsync()
    {
        var id = (await KmsAsync("CreateKey", """{"Description":"of the day"}""")).GetProperty("KeyMetadata").GetProperty("KeyId").GetString();
        await KmsAsync("EnableKeyRotation", $$"""{"KeyId":"{{id}}","RotationPeriodInDays":90}""");
        await KmsAsync("CreateAlias", $$"""{"AliasName":"alias/day","TargetKeyId":"{{id}}"}""");
        const string Context = "\"EncryptionContext\":{\"Department\":\"Engineering\"}";
        var ciphertext = (await KmsAsync("Encrypt", $$"""{"KeyId":"{{id}}","Plaintext":"dGV4dA==",{{Context}}}""")).GetProperty("CiphertextBlob").GetString();
        await KmsAsync("Decrypt", $$"""{"CiphertextBlob":"{{ciphertext}}",{{Context}}}""");
        await KmsAsync("GenerateDataKey", $$"""{"KeyId":"{{id}}","KeySpec":"AES_256"}""");
        await KmsAsync("ScheduleKeyDeletion", $$"""{"KeyId":"{{id}}","PendingWindowInDays":7}""");
        await _world.AdvanceAsync(TimeSpan.FromDays(7));
    }

    private static string Role(string name) => $"arn:aws:iam::{SessionWorld.Account}:role/{name}";

    private static string Trust(string action, string provider)
        => $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"{{{provider}}}"},"Action":["{{{action}}}","sts:TagSession"]}}""";

    private Task<JsonElement> KmsAsync(string operation, string json) => JsonAsync("kms", "TrentService." + operation, json, _world.Alice);

    private async Task<JsonElement> JsonAsync(string service, string target, string json, SignedAs? caller = null)
    {
        var reply = await Server.JsonAsync(service, target, json, caller);
        Assert.True(reply.Code == 200, reply.Body);
        return reply.Body.Length == 0 ? default : JsonDocument.Parse(reply.Body).RootElement;
    }

    private async Task UnsignedAsync(string form)
    {
        var reply = await Server.SendRawAsync("POST", "/", form + "&Version=2011-06-15", [new("Content-Type", "application/x-www-form-urlencoded")]);
        Assert.True(reply.Code == 200, reply.Body);
    }
}
