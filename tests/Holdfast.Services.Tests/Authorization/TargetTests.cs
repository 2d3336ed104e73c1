using System.Text.RegularExpressions;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.CloudTrailData;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.Organizations;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Services.Iam.ServerCertificates;
using Holdfast.Services.Iam.ServiceSpecificCredentials;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Kms;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.Roles;
using Holdfast.Services.Tests.Iam;
using Holdfast.Services.Tests.Kms;
using Holdfast.Services.Tests.Sts.Federation;
using Holdfast.Store;
using Holdfast.Testing;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Authorization;

/// <summary>
/// Compares what every implemented operation asks to be authorized with AWS's service authorization reference:
/// its action, the form of its resources, and its condition keys.
/// </summary>
public sealed class TargetTests : IamTests
{
    private const string BoundaryName = "limits";

    /// <summary>Where the service itself departs from its reference, with what says so.</summary>
    private static readonly Dictionary<string, string> Departures = new(StringComparer.Ordinal)
    {
        [$"iam:ListUsers takes no arn:aws:iam::{World.Account}:user/"] = "its AccessDenied names the path prefix: 'on resource: arn:aws:iam::…:user/'",
        ["kms:ReEncryptFrom asks for kms:ReEncryptTo too"] = "its page of the API reference demands both; the reference knows no action of the operation's name",
        ["kms:CreateKey asks for kms:TagResource too"] = "its page of the API reference: 'To use this parameter, you must have kms:TagResource permission in an IAM policy'",
        ["kms:CreateKey lacks the condition key aws:ResourceTag/${TagKey}"] = "a key that is being made has no tags to ask for",
        [$"iam:ListRoles takes no arn:aws:iam::{World.Account}:role/"] = "as ListUsers",
        [$"iam:ListInstanceProfiles takes no arn:aws:iam::{World.Account}:instance-profile/"] = "as ListUsers",
        ["iam:AddRoleToInstanceProfile asks for iam:PassRole too"] = "its page of the API reference: 'The caller of this operation must be granted the PassRole permission'",
        [$"iam:ListGroups takes no arn:aws:iam::{World.Account}:group/"] = "as ListUsers",
        ["iam:EnableMFADevice lacks the condition key iam:FIDO-FIPS-140-2-certification"] = "only security keys have it, and no public operation registers one",
        ["iam:EnableMFADevice lacks the condition key iam:FIDO-FIPS-140-3-certification"] = "as the other keys of FIDO",
        ["iam:EnableMFADevice lacks the condition key iam:FIDO-certification"] = "as the other keys of FIDO",
        ["iam:EnableMFADevice lacks the condition key iam:RegisterSecurityKey"] = "as the other keys of FIDO",
    };

    /// <summary>Condition keys that no request here has, with the reason: how they start.</summary>
    private static readonly Dictionary<string, string> AbsentKeys = new(StringComparer.Ordinal)
    {
        ["kms:ViaService"] = "nobody calls through a service; Kms/Encryption/KeyUserTests.cs has calls that do",
        ["kms:RecipientAttestation:"] = "attestation documents of enclaves are refused",
        ["kms:GrantConstraintSourceArn"] = "the model has no such constraint",
        ["kms:GranteeServicePrincipal"] = "the model has no such member",
        ["kms:RetiringServicePrincipal"] = "the model has no such member",
        ["s3:authType"] = "the gate tells it of every call of S3; Holdfast.Gateway.Tests/Serving has calls that do",
        ["s3:signature"] = "as s3:authType",
        ["s3:TlsVersion"] = "as s3:authType",
        ["s3:x-amz-content-sha256"] = "as s3:authType",
        ["s3:ResourceAccount"] = "as s3:authType",
        ["s3:AccessGrantsInstanceArn"] = "there are no access grants",
        ["s3:isReplicationPauseRequest"] = "no operation pauses a replication",
        ["iam:RoleTemplateARN"] = "tells the template of a role that was made from one, which no operation of the model does",
    };

    /// <summary>Where the requests of STS depart from the reference, with the reason.</summary>
    private static readonly (string Pattern, string Reason)[] Patterns =
    [
        (@"^sts:AssumeRole(WithWebIdentity|WithSAML)? lacks the condition key (saml:|sts:RoleAuthorizedByIdp|[\w$.{}-]+\.[\w$.{}/-]+:)", "keys of an identity provider are there with a token of that provider alone"),
        (@"^sts:\w+ does not know the condition key aws:MultiFactorAuth", "keys that every action knows"),
        (@"^sts:(TagSession|SetSourceIdentity|SetContext) (does not know|lacks) the condition key ", "what else a request needs is asked in the context of the request, in which trust policies test it together"),
        (@"^sts:AssumeRole does not know the condition key sts:RequestContextProviders", "as above: the key of sts:SetContext"),
        (@"^sts:(AssumeRole(WithWebIdentity|WithSAML)?|GetFederationToken) asks for sts:(TagSession|SetSourceIdentity|SetContext) too$", "'Pass session tags in AWS STS' and 'Monitor and control actions taken with assumed roles' demand them; the reference lists no dependent action"),
        (@"^sts:GetWebIdentityToken asks for sts:TagGetWebIdentityToken too$", "its page of the API reference demands it of who passes tags"),
        (@"^s3:CreateBucket asks for s3:(PutBucketAcl|PutBucketObjectLockConfiguration|PutBucketVersioning|PutBucketOwnershipControls|TagResource) too$", "its page of the API reference, 'Permissions'"),
        (@"^s3:(PutBucketAcl|PutBucketOwnershipControls|TagResource) lacks the condition key ", "what a request for a new bucket needs besides is asked in the context of s3:CreateBucket"),
        (@"^cloudtrail:StartImport asks for iam:PassRole too$", "the CloudTrail user guide, 'Required permissions for copying trail events': whoever imports passes the role"),
        (@"^cloudtrail-data:PutAuditEvents does not know the condition key cloudtrail:ExternalId$", "the CloudTrail user guide, 'Resource-based policy examples': the external ID of the request"),
        (@"^s3:PutReplicationConfiguration asks for iam:PassRole too$", "the S3 User Guide, 'Setting up permissions for live replication': whoever sets it up passes the role"),
        (@"^s3:(PutObjectAcl|PutObjectTagging|PutObjectRetention|PutObjectLegalHold) (does not know|lacks) the condition key ", "what a request for a new object needs besides is asked in the context of s3:PutObject"),
        (@"^s3:PutObject lacks the condition key s3:(x-amz-copy-source|x-amz-metadata-directive|x-amz-grant-write$|x-amz-object-|object-lock-|x-amz-server-side-encryption|x-amz-acl|x-amz-grant-|x-amz-storage-class|x-amz-website-|RequestObjectTag|if-|ObjectCreationOperation)", "parts of an upload say nothing of these, and what only copies and annotations say is not in other requests"),
        (@"^s3:PutObject asks for s3:PutObject\w+ too$", "its page of the API reference, 'Permissions'"),
        (@"^s3:(GetObject|DeleteObject) asks for s3:(ListBucket|BypassGovernanceRetention) too$", "their pages of the API reference: who may not list is not told that an object is missing"),
        (@"^s3:ListBucket lacks the condition key s3:(prefix|delimiter|max-keys)$", "HeadBucket and missing objects ask for it without listing anything"),
        (@"^s3:ListBucketMultipartUploads lacks the condition key s3:(AccessPoint|DataAccessPoint)", "there are no access points"),
        (@"^s3:DeleteObjectVersion does not know the condition key s3:if-match$", "the condition of the request is there for deletions of versions too"),
        (@"^s3:((Get|Put|Delete)Object\w*|RestoreObject|UpdateObjectEncryption) asks for s3:ListBucket too$", "who may not list is not told that an object is missing, as here it is"),
        (@"^s3:\w*Object\w* lacks the condition key s3:ExistingObjectTag/", "an object that is missing, as here it is, has no tags"),
        (@"^s3:PutObject asks for s3:GetObject too$", "the API reference, CopyObject and UploadPartCopy, 'Permissions': the source is read"),
        (@"^s3:GetObjectAttributes asks for s3:GetObjectVersion too$", "its page of the API reference, 'Permissions'"),
        (@"^s3:PutObjectVersionAcl lacks the condition key s3:x-amz-storage-class$", "a request for an access control list has no storage class"),
        (@"^s3:GetObject(LegalHold|Retention) does not know the condition key s3:versionid$", "they read a version as their kin do"),
        (@"^s3:PutInventoryConfiguration lacks the condition key s3:InventoryAccessibleOptionalFields$", "the removal of an inventory names no fields"),
        (@"^iam:PassRole lacks the condition key iam:AssociatedResourceArn", "the rules belong to a bucket, which the reference of iam:PassRole does not name"),
        (@"^sts:TagSession takes no arn:aws:sts::\d+:federated-user/", "the reference names roles alone, and GetFederationToken passes tags to a federated user"),
    ];

    /// <summary>What the members of the sample request say: the world below knows these.</summary>
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["UserName"] = "alice",
        ["NewUserName"] = "alicia",
        ["GroupName"] = "admins",
        ["NewGroupName"] = "owners",
        ["RoleName"] = "deploy",
        ["InstanceProfileName"] = "web",
        ["AWSServiceName"] = "autoscaling.amazonaws.com",
        ["DeletionTaskId"] = "task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/8cbf8ad8-4d9b-4d09-9e3a-0f1d6a4a1c3b",
        ["AssumeRolePolicyDocument"] = Trust,
        ["PolicyName"] = "reading",
        ["PolicyArn"] = $"arn:aws:iam::{World.Account}:policy/{BoundaryName}",
        ["PermissionsBoundary"] = $"arn:aws:iam::{World.Account}:policy/{BoundaryName}",
        ["PolicySourceArn"] = $"arn:aws:iam::{World.Account}:user/alice",
        ["CallerArn"] = $"arn:aws:iam::{World.Account}:user/alice",
        ["RoleArn"] = $"arn:aws:iam::{World.Account}:role/deploy",
        ["PrincipalArn"] = $"arn:aws:iam::{World.Account}:saml-provider/corp",
        ["TargetPrincipal"] = World.Account.Value,
        ["Arn"] = $"arn:aws:iam::{World.Account}:user/alice",
        ["Path"] = "/",
        ["NewPath"] = "/",
        ["PathPrefix"] = "/",
        ["AccessKeyId"] = "AKIAIOSFODNN7EXAMPLE",
        ["VersionId"] = "v1",
        ["SerialNumber"] = $"arn:aws:iam::{World.Account}:mfa/phone",
        ["ServerCertificateName"] = "www",
        ["NewServerCertificateName"] = "web",
        ["ServiceSpecificCredentialId"] = "ACCAEXAMPLE123EXAMPLE",
        ["ServiceName"] = "bedrock.amazonaws.com",
        ["Marker"] = "",
        ["KeyId"] = SampleKey.Id,
        ["TargetKeyId"] = SampleKey.Id,
        ["AliasName"] = SampleKey.AliasName,
        ["SourceKeyId"] = SampleKey.AliasName,
        ["DestinationKeyId"] = SampleKey.AliasName,
        ["GrantToken"] = SampleKey.GrantToken,
        ["SAMLProviderArn"] = $"arn:aws:iam::{World.Account}:saml-provider/corp",
        ["OpenIDConnectProviderArn"] = $"arn:aws:iam::{World.Account}:oidc-provider/tokens.example.com/realm",
        ["channelArn"] = $"arn:aws:cloudtrail:us-east-1:{World.Account}:channel/ee54f255-e080-4483-aa72-b1ef9fafb58e",
        ["ResourceArn"] = $"arn:aws:cloudtrail:us-east-1:{World.Account}:channel/ee54f255-e080-4483-aa72-b1ef9fafb58e",
        ["S3BucketAccessRoleArn"] = $"arn:aws:iam::{World.Account}:role/deploy",
        ["Url"] = "https://tokens.example.com/realm",
    };

    /// <summary>As above, for S3, whose words are others.</summary>
    private static readonly Dictionary<string, string> S3Texts = new(StringComparer.Ordinal)
    {
        ["Bucket"] = "evidence",
        ["Key"] = "k",
        ["CopySource"] = "evidence/k",
        ["ExpectedBucketOwner"] = World.Account.Value,
        ["ExpectedSourceBucketOwner"] = World.Account.Value,
        ["VersionId"] = "null",
        ["Role"] = $"arn:aws:iam::{World.Account}:role/deploy",
        ["ACL"] = "public-read",
        ["Tagging"] = "team=red",
    };

    /// <summary>Operations whose target is known only by a token that was signed for it, with the tests that compare it.</summary>
    private static readonly string[] ComparedElsewhere = [nameof(AssumeRoleWithSAMLTests), nameof(AssumeRoleWithWebIdentityTests)];

    private static readonly IBlobStore Blobs = new World().Store.Blobs;

    private static readonly IService[] Services = [new IamService(), new StsService(), new CloudTrailService(), new KmsService(), new S3Service(), new CloudTrailDataService()];

    public static TheoryData<string> Operations()
    {
        var data = new TheoryData<string>();
        foreach (var operation in Bindings().Where(binding => !ComparedElsewhere.Contains(binding.Value.Model.Name + "Tests", StringComparer.Ordinal)).Select(binding => binding.Key))
        {
            data.Add(operation);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_operation_asks_for_what_the_reference_says(string operation)
    {
        var target = await TargetOfAsync(Bindings()[operation]);
        var action = Bindings()[operation].Model.Action;

        Assert.All(Faults(target, action).Concat(DependentFaults(target, action, AuthorizationFacts.Find(action)?.DependentActions ?? [])), fault => Assert.True(IsDeparture(fault), fault));
    }

    [Fact]
    public void Every_service_with_operations_is_compared()
        => Assert.All(
            AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => assembly.GetName().Name!.StartsWith("Holdfast.Services.", StringComparison.Ordinal) && !assembly.GetName().Name!.EndsWith(".Tests", StringComparison.Ordinal)),
            assembly => Assert.Contains(Services, service => service.GetType().Assembly == assembly));

    [Theory]
    [InlineData("iam:CreateUsr", "*", "iam:CreateUsr is no action of the reference")]
    [InlineData("iam:GetUser", "*", "iam:GetUser needs a resource, not *")]
    [InlineData("iam:GetUser", "arn:aws:iam::111122223333:role/alice", "iam:GetUser takes no arn:aws:iam::111122223333:role/alice")]
    [InlineData("iam:ListUsers", "arn:aws:iam::111122223333:user/alice", "iam:ListUsers takes no arn:aws:iam::111122223333:user/alice")]
    [InlineData("iam:PutUserPolicy", "arn:aws:iam::111122223333:user/alice", "iam:PutUserPolicy lacks the condition key iam:PermissionsBoundary")]
    public void A_target_that_departs_from_the_reference_is_found(string action, string resource, string fault)
        => Assert.Equal([fault], Faults(new Target(new(resource)), action));

    [Fact]
    public void A_condition_key_that_the_reference_does_not_give_the_action_is_found()
        => Assert.Equal(
            ["iam:GetUser does not know the condition key iam:PolicyARN"],
            Faults(new Target(new("arn:aws:iam::111122223333:user/alice")) { Context = [new("iam:PolicyARN", "x")] }, "iam:GetUser"));

    [Fact]
    public void A_dependent_action_that_is_not_asked_for_is_found_and_so_is_one_that_is_not_known()
    {
        var target = new Target(new("arn:aws:iam::111122223333:user/alice"));
        target = target with { Also = [target with { Action = "iam:PassRole" }, target] };

        Assert.Equal(
            ["iam:GetUser asks for iam:PassRole too", "iam:GetUser does not ask for iam:ListUsers"],
            DependentFaults(target, "iam:GetUser", ["iam:ListUsers"]));
    }

    private static bool IsDeparture(string fault)
        => Departures.ContainsKey(fault)
            || Array.Exists(Patterns, known => Regex.IsMatch(fault, known.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static List<string> Faults(Target target, string ownAction)
    {
        var faults = new List<string>();
        var action = target.Action ?? ownAction;
        if (AuthorizationFacts.Find(action) is not { } facts)
        {
            return [$"{action} is no action of the reference"];
        }

        if (!target.IsExempt)
        {
            var resource = target.Resource.Value;
            var type = facts.TypesOf(resource).FirstOrDefault();
            if (resource == "*" && facts.NeedsResource)
            {
                faults.Add($"{action} needs a resource, not *");
            }
            else if (resource != "*" && type is null)
            {
                faults.Add($"{action} takes no {resource}");
            }

            faults.AddRange(KeyFaults(target, action, facts, type));
        }

        faults.AddRange(target.Also.SelectMany(also => Faults(also, ownAction)));
        return faults;
    }

    // What the reference says is needed besides, and what is asked for besides, are the same.
    private static IEnumerable<string> DependentFaults(Target target, string ownAction, IReadOnlyList<string> known)
    {
        var asked = target.Also.Select(also => also.Action ?? ownAction).Where(action => action != ownAction).ToHashSet(StringComparer.Ordinal);
        return asked.Except(known, StringComparer.Ordinal).Select(action => $"{ownAction} asks for {action} too")
            .Concat(known.Except(asked, StringComparer.Ordinal).Select(action => $"{ownAction} does not ask for {action}"));
    }

    private static IEnumerable<string> KeyFaults(Target target, string action, AuthorizationFacts.ActionFacts facts, string? type)
    {
        var known = facts.KeysWith(type).ToList();
        foreach (var key in target.Context.Where(key => !known.Exists(form => AuthorizationFacts.Fits(key.Name, form))))
        {
            yield return $"{action} does not know the condition key {key.Name}";
        }

        foreach (var form in facts.RequestKeys.Where(form => !AbsentKeys.Keys.Any(form.StartsWith) && !target.Context.Any(key => AuthorizationFacts.Fits(key.Name, form))))
        {
            yield return $"{action} lacks the condition key {form}";
        }
    }

    private async Task<Target> TargetOfAsync(OperationBinding binding)
    {
        var boundary = GivenPolicy(BoundaryName, tags: ("team", "red"));
        var user = GivenUser("alice", tags: ("team", "red"));
        await GivenBoundaryAsync(boundary, user);
        GivenGroup("admins");
        SampleKey.In(World);
        World.Given(NewRole("deploy", tags: ("team", "red")) with { BoundaryArn = boundary.Arn.Value });
        GivenInstanceProfile("web", tags: ("team", "red"));
        GivenCredentials(user);
        GivenBucket();
        using var transaction = World.Store.Begin(new Cause("target", 0));
        return await binding.TargetAsync(
            binding.Read(new SampleReader(TextsOf(binding.Model.Action))), World.NewCall(transaction, "target", AsUser(binding)), CancellationToken.None);
    }

    private void GivenBucket() => World.Given(new StoredBucket
    {
        Name = S3Texts["Bucket"],
        Account = Account,
        Region = World.Region.Value,
        CreatedAt = Created,
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "red" },
        HasAbac = true,
    });

    private void GivenCredentials(User user) => World
        .Given(new VirtualMfaDevice { Account = Account, Partition = "aws", Name = "phone", Path = "/", SealedSeed = "", Tags = [new("team", "red")] })
        .Given(new ServiceSpecificCredential
        {
            Account = Account,
            OwnerId = user.Id,
            Id = Texts["ServiceSpecificCredentialId"],
            ServiceName = Texts["ServiceName"],
            Alias = "alice",
            SecretDigest = "",
            Status = "Active",
            CreateDate = Created,
        })
        .Given(new ServerCertificate
        {
            Account = Account,
            Partition = "aws",
            Name = "www",
            Path = "/",
            Id = "ASCA",
            Body = "",
            SealedPrivateKey = "",
            UploadDate = Created,
            Expiration = Created,
            Tags = [new("team", "red")],
        });

    // Root may call everything but these.
    private static string? AsUser(OperationBinding binding) => binding.Model.Action is "sts:AssumeRole" or "iam:ChangePassword" ? "alice" : null;

    // Some operations take an alias, and tell the condition which; the others take none.
    private static Dictionary<string, string> TextsOf(string action)
        => action.StartsWith("s3:", StringComparison.Ordinal) ? S3Texts
            : AuthorizationFacts.Find(action)?.RequestKeys.Contains("kms:RequestAlias") is true
            ? new(Texts, StringComparer.Ordinal) { ["KeyId"] = SampleKey.AliasName }
            : Texts;

    private static Dictionary<string, OperationBinding> Bindings()
    {
        var calls = new FurtherCalls(new MarkingSealer(), new Recorder(new SeededIdSource(0)));
        var dependencies = new Dependencies()
            .Add(new S3Quotas())
            .Add<IPermissions>(calls)
            .Add<IKeyUser>(new KeyUser(new KeyRing(new MarkingSealer()), calls))
            .Add<ISecretSealer>(new MarkingSealer())
            .Add(new IamQuotas())
            .Add(new KmsQuotas())
            .Add(new KeyRing(new MarkingSealer()))
            .Add<IServiceEvents>(new ServiceEventRecorder(new SeededIdSource(0)))
            .Add(new LastUses(new UsageJournal(), [], []))
            .Add(new WallClock(TimeProvider.System))
            .Add(new EventHistoryOptions())
            .Add<IIdentitySource>(new IdentitySource())
            .Add<IEventResources>(new EventResources([]))
            .Add<IConsolePasswords>(new ConsolePasswords())
            .Add<IMfaDevices>(new AnyCode())
            .Add<IRoleDirectory>(new RoleDirectory())
            .Add<IPrincipalDirectory>(new PrincipalDirectory())
            .Add<IFurtherCalls>(calls)
            .Add<IIdentityProviders>(new IdentityProviders(new MarkingSealer()))
            .Add<IOutboundIssuers>(new OutboundIssuers(new MarkingSealer(), TimeProvider.System))
            .Add<IWebKeySource>(new GivenKeySource())
            .Add<IOrganizationDirectory>(new NoOrganizations())
            .Add<IRootSessions>(new RootSessions(new NoOrganizations()))
            .Add<ITopicPublisher>(new NoTopics())
            .Add<ILogWriter>(new NoLogs())
            .Add<IQueueSender>(new NoQueues())
            .Add<IEventBus>(new NoEventBus())
            .Add<IdSource>(new SeededIdSource(0))
            .Add<IServiceRoles>(new ServiceRoles(new RoleDirectory(), new AnyCode(), new MarkingSealer(), new IdentitySource(), calls))
            .AddS3(Blobs, new SeededIdSource(0))
            .AddCloudTrail(new TrailOptions());
        return Services.SelectMany(service => service.Bind(dependencies)).ToDictionary(binding => binding.Model.ToString(), StringComparer.Ordinal);
    }

    private sealed class AnyCode : IMfaDevices
    {
        public ValueTask<bool> TryUseCodeAsync(
            ITransaction transaction, Caller caller, string serialNumber, string code, CancellationToken cancellationToken) => new(true);

        public ValueTask<IReadOnlyList<string>> SerialNumbersOfAsync(
            IReadTransaction transaction, Caller caller, CancellationToken cancellationToken) => new([Texts.GetValueOrDefault("SerialNumber", "sample")]);
    }
}
