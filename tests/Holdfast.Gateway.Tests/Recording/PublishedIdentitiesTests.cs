using System.Text.Json.Nodes;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>
/// The identity of each type, field by field against what AWS publishes for it: "CloudTrail userIdentity element" and "Values for AWS STS APIs with SAML and web
/// identity federation" (CloudTrail user guide), and the examples of "Logging IAM and AWS STS API calls with AWS CloudTrail" (IAM user guide).
/// </summary>
/// <remarks>
/// Of the published types nothing here makes Role (a switch of roles in the console is an AssumedRole), Directory, IdentityCenterUser and Unknown: there is no
/// directory, no Identity Center, and nobody calls whom the gate does not know.
/// </remarks>
public sealed class PublishedIdentitiesTests
{
    private static readonly AccountId s_account = new("123456789012");
    private static readonly DateTimeOffset s_created = new(2013, 11, 2, 1, 6, 28, TimeSpan.Zero);

    private readonly RecordingWorld _world = new();

    private static SessionFacts Session => new() { IssuedAt = s_created };

    public static TheoryData<string, string> Published() => new()
    {
        { "IAMUser", """{"type":"IAMUser","principalId":"AIDAJ45Q7YFFAREXAMPLE","arn":"arn:aws:iam::123456789012:user/Alice","accountId":"123456789012","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"Alice"}""" },
        { "Root", """{"type":"Root","principalId":"123456789012","arn":"arn:aws:iam::123456789012:root","accountId":"123456789012","accessKeyId":"AKIAIOSFODNN7EXAMPLE"}""" },
        { "AssumedRole", """{"type":"AssumedRole","principalId":"AROAIDPPEZS35WEXAMPLE:AssumedRoleSessionName","arn":"arn:aws:sts::123456789012:assumed-role/RoleToBeAssumed/MySessionName","accountId":"123456789012","accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAIDPPEZS35WEXAMPLE","arn":"arn:aws:iam::123456789012:role/RoleToBeAssumed","accountId":"123456789012","userName":"RoleToBeAssumed"},"attributes":{"mfaAuthenticated":"false","creationDate":"2013-11-02T01:06:28Z"}}}""" },
        { "SourceIdentity", """{"type":"AssumedRole","principalId":"AROAIDPPEZS35WEXAMPLE:AssumedRoleSessionName","arn":"arn:aws:sts::123456789012:assumed-role/RoleToBeAssumed/MySessionName","accountId":"123456789012","accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAIDPPEZS35WEXAMPLE","arn":"arn:aws:iam::123456789012:role/RoleToBeAssumed","accountId":"123456789012","userName":"RoleToBeAssumed"},"webIdFederationData":{"federatedProvider":"accounts.google.com","attributes":{"accounts.google.com:aud":"app"}},"attributes":{"mfaAuthenticated":"true","creationDate":"2013-11-02T01:06:28Z"},"sourceIdentity":"SourceIdentityOne"}}""" },
        { "FederatedUser", """{"type":"FederatedUser","principalId":"123456789012:JohnDoe","arn":"arn:aws:sts::123456789012:federated-user/JohnDoe","accountId":"123456789012","accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"IAMUser","principalId":"AIDAJ45Q7YFFAREXAMPLE","arn":"arn:aws:iam::123456789012:user/Alice","accountId":"123456789012","userName":"Alice"},"attributes":{"mfaAuthenticated":"false","creationDate":"2013-11-02T01:06:28Z"}}}""" },
        { "SAMLUser", """{"type":"SAMLUser","principalId":"SampleUkh1i4+ExamplexL/jEvs=:SamlExample","userName":"SamlExample","identityProvider":"bdGOnTesti4+ExamplexL/jEvs="}""" },
        { "WebIdentityUser", """{"type":"WebIdentityUser","principalId":"accounts.google.com:application-id.apps.googleusercontent.com:user-id","userName":"user-id","identityProvider":"accounts.google.com"}""" },
        { "AWSAccount", """{"type":"AWSAccount","principalId":"AIDAJ45Q7YFFAREXAMPLE","accountId":"123456789012"}""" },
        { "AWSService", """{"type":"AWSService","invokedBy":"cloudtrail.amazonaws.com"}""" },
        { "InvokedBy", """{"type":"IAMUser","principalId":"AIDAJ45Q7YFFAREXAMPLE","arn":"arn:aws:iam::123456789012:user/Alice","accountId":"123456789012","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"Alice","invokedBy":"s3.amazonaws.com"}""" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public async Task An_identity_has_the_fields_that_are_published_for_its_type_and_no_other(string example, string published)
    {
        var call = _world.Call("GetUser", new GetUserRequest(), caller: CallerOf(example)) with
        {
            Account = example == "AWSAccount" ? World.Account : s_account,
            InvokedBy = example == "InvokedBy" ? "s3.amazonaws.com" : null,
        };

        var identity = (await _world.RecordAsync(call)).GetProperty("userIdentity");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(published), JsonNode.Parse(identity.GetRawText())), $"Published: {published}\nWritten:   {identity.GetRawText()}");
    }

    private static Caller CallerOf(string example) => example switch
    {
        "Root" => new() { Kind = CallerKind.Root, Account = s_account, Arn = "arn:aws:iam::123456789012:root", PrincipalId = "123456789012", AccessKeyId = "AKIAIOSFODNN7EXAMPLE" },
        "AssumedRole" => Role,
        "SourceIdentity" => Role with
        {
            Session = Role.Session! with
            {
                MfaAuthenticatedAt = s_created,
                SourceIdentity = "SourceIdentityOne",
                Federation = new("accounts.google.com", new Dictionary<string, string> { ["accounts.google.com:aud"] = "app" }),
            },
        },
        "FederatedUser" => new()
        {
            Kind = CallerKind.FederatedUser,
            Account = s_account,
            Arn = "arn:aws:sts::123456789012:federated-user/JohnDoe",
            PrincipalId = "123456789012:JohnDoe",
            AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
            IssuerId = "AIDAJ45Q7YFFAREXAMPLE",
            Session = Session with { IssuerArn = "arn:aws:iam::123456789012:user/Alice" },
        },
        "SAMLUser" => Bearer(CallerKind.SamlUser, "SampleUkh1i4+ExamplexL/jEvs=:SamlExample", "SamlExample", "bdGOnTesti4+ExamplexL/jEvs="),
        "WebIdentityUser" => Bearer(CallerKind.WebIdentityUser, "accounts.google.com:application-id.apps.googleusercontent.com:user-id", "user-id", "accounts.google.com"),
        "AWSService" => new()
        {
            Kind = CallerKind.Service,
            Account = s_account,
            Arn = "cloudtrail.amazonaws.com",
            PrincipalId = "cloudtrail.amazonaws.com",
            ServicePrincipal = "cloudtrail.amazonaws.com",
        },
        _ => new()
        {
            Kind = CallerKind.User,
            Account = s_account,
            Arn = "arn:aws:iam::123456789012:user/Alice",
            PrincipalId = "AIDAJ45Q7YFFAREXAMPLE",
            UserName = "Alice",
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        },
    };

    private static Caller Role => new()
    {
        Kind = CallerKind.AssumedRole,
        Account = s_account,
        Arn = "arn:aws:sts::123456789012:assumed-role/RoleToBeAssumed/MySessionName",
        PrincipalId = "AROAIDPPEZS35WEXAMPLE:AssumedRoleSessionName",
        IssuerId = "AROAIDPPEZS35WEXAMPLE",
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
        Session = Session with { IssuerArn = "arn:aws:iam::123456789012:role/RoleToBeAssumed" },
    };

    private static Caller Bearer(CallerKind kind, string id, string name, string provider)
        => new() { Kind = kind, Account = s_account, Arn = provider, PrincipalId = id, UserName = name, IdentityProvider = provider };
}
