using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Material;
using Holdfast.Services.Sts;
using Holdfast.Services.Tests.Iam;
using Holdfast.Services.Tests.Kms;
using Holdfast.Store;
using Holdfast.Testing;

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
        ["kms:CreateKey lacks the condition key aws:ResourceTag/${TagKey}"] = "a key that is being made has no tags to ask for",
        [$"iam:ListGroups takes no arn:aws:iam::{World.Account}:group/"] = "as ListUsers",
    };

    /// <summary>Condition keys that no request here can have, with the reason: how they start.</summary>
    private static readonly Dictionary<string, string> Absent = new(StringComparer.Ordinal)
    {
        ["kms:ViaService"] = "nobody calls through a service; Kms/KeyAuthorizationTests has a call that does",
        ["kms:RecipientAttestation:"] = "attestation documents of enclaves are refused",
        ["kms:GrantConstraintSourceArn"] = "the model has no such constraint",
        ["kms:GranteeServicePrincipal"] = "the model has no such member",
        ["kms:RetiringServicePrincipal"] = "the model has no such member",
    };

    /// <summary>What the members of the sample request say: the world below knows these.</summary>
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["UserName"] = "alice",
        ["NewUserName"] = "alicia",
        ["GroupName"] = "admins",
        ["NewGroupName"] = "owners",
        ["PolicyName"] = "reading",
        ["PolicyArn"] = $"arn:aws:iam::{World.Account}:policy/{BoundaryName}",
        ["PermissionsBoundary"] = $"arn:aws:iam::{World.Account}:policy/{BoundaryName}",
        ["PolicySourceArn"] = $"arn:aws:iam::{World.Account}:user/alice",
        ["CallerArn"] = $"arn:aws:iam::{World.Account}:user/alice",
        ["RoleArn"] = $"arn:aws:iam::{World.Account}:role/deploy",
        ["PrincipalArn"] = $"arn:aws:iam::{World.Account}:saml-provider/corp",
        ["TargetPrincipal"] = World.Account.Value,
        ["Path"] = "/",
        ["NewPath"] = "/",
        ["PathPrefix"] = "/",
        ["AccessKeyId"] = "AKIAIOSFODNN7EXAMPLE",
        ["VersionId"] = "v1",
        ["Marker"] = "",
        ["KeyId"] = SampleKey.Id,
        ["TargetKeyId"] = SampleKey.Id,
        ["AliasName"] = SampleKey.AliasName,
        ["SourceKeyId"] = SampleKey.AliasName,
        ["DestinationKeyId"] = SampleKey.AliasName,
        ["GrantToken"] = SampleKey.GrantToken,
    };

    private static readonly IService[] Services = [new IamService(), new StsService(), new CloudTrailService(), new KmsService()];

    public static TheoryData<string> Operations()
    {
        var data = new TheoryData<string>();
        foreach (var operation in Bindings().Keys)
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

        Assert.All(Faults(target, Bindings()[operation].Model.Action), fault => Assert.Contains(fault, Departures.Keys));
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

    private static IEnumerable<string> KeyFaults(Target target, string action, AuthorizationFacts.ActionFacts facts, string? type)
    {
        var known = facts.KeysWith(type).ToList();
        foreach (var key in target.Context.Where(key => !known.Exists(form => AuthorizationFacts.Fits(key.Name, form))))
        {
            yield return $"{action} does not know the condition key {key.Name}";
        }

        foreach (var form in facts.RequestKeys.Where(form => !Absent.Keys.Any(form.StartsWith) && !target.Context.Any(key => AuthorizationFacts.Fits(key.Name, form))))
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
        using var transaction = World.Store.Begin(new Cause("target", 0));
        return await binding.TargetAsync(
            binding.Read(new SampleReader(TextsOf(binding.Model.Action))), World.NewCall(transaction, "target"), CancellationToken.None);
    }

    // Some operations take an alias, and tell the condition which; the others take none.
    private static Dictionary<string, string> TextsOf(string action)
        => AuthorizationFacts.Find(action)?.RequestKeys.Contains("kms:RequestAlias") is true
            ? new(Texts, StringComparer.Ordinal) { ["KeyId"] = SampleKey.AliasName }
            : Texts;

    private static Dictionary<string, OperationBinding> Bindings()
    {
        var dependencies = new Dependencies()
            .Add<ISecretSealer>(new MarkingSealer())
            .Add(new IamQuotas())
            .Add(new KmsQuotas())
            .Add(new KeyRing(new MarkingSealer()))
            .Add(new EventHistoryOptions())
            .Add<IIdentitySource>(new IdentitySource())
            .Add<IEventResources>(new NoResources());
        return Services.SelectMany(service => service.Bind(dependencies)).ToDictionary(binding => binding.Model.ToString(), StringComparer.Ordinal);
    }

    private sealed class NoResources : IEventResources
    {
        public IReadOnlyList<EventResource> Of(ReadOnlySpan<byte> record) => [];
    }
}
