using Holdfast.Kernel;
using Holdfast.Services.Sts;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts.Roles;

public sealed class AssumeRoleTests : StsTests
{
    private static AssumeRoleRequest Request => new() { RoleArn = RoleArn, RoleSessionName = "night" };

    [Fact]
    public async Task Gives_credentials_of_the_role_for_an_hour()
    {
        var role = GivenRole();

        var response = await World.CallAsync(AssumeRole, Request, asUser: "alice");

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/deploy/night", response.AssumedRoleUser!.Arn);
        Assert.Equal($"{role.Id}:night", response.AssumedRoleUser.AssumedRoleId);
        Assert.Equal(World.Now.AddHours(1), response.Credentials!.Expiration);
        Assert.StartsWith("ASIA", response.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Null(response.PackedPolicySize);
        Assert.Empty(World.Changes);
    }

    [Fact]
    public async Task The_token_holds_the_whole_session()
    {
        var role = GivenRole();

        var response = await World.CallAsync(AssumeRole, Request with { Policy = Policy, SourceIdentity = "Alice" }, asUser: "alice");

        var session = Open(response.Credentials!);
        Assert.Equal(CallerKind.AssumedRole, session.Kind);
        Assert.Equal((role.Id, $"{role.Id}:night"), (session.IssuerId, session.PrincipalId));
        Assert.Equal(response.Credentials!.SecretAccessKey, session.Secret);
        Assert.Equal((World.Now, RoleArn, "Alice"), (session.Facts.IssuedAt, session.Facts.IssuerArn, session.Facts.SourceIdentity));
        Assert.Equal([Policy], session.Policies);
        Assert.Equal("Alice", response.SourceIdentity);
        Assert.InRange(response.PackedPolicySize!.Value, 1, 100);
    }

    [Fact]
    public async Task Is_judged_by_the_trust_policy_of_the_role_in_its_account()
    {
        var role = GivenRole("arn:aws:iam::444455556666:role/deploy", tags: ("team", "red"));

        var target = await World.TargetAsync(AssumeRole, Request with { RoleArn = role.Arn, ExternalId = "unique" }, asUser: "alice");

        Assert.Equal((role.Arn, "444455556666", role.TrustPolicy), (target.Resource.Value, target.Owner!.Value.Value, target.ResourcePolicy));
        Assert.Equal(("sts:AssumeRole", "night", "unique"), (target.Action, ValueOf(target, "sts:RoleSessionName"), ValueOf(target, "sts:ExternalId")));
        Assert.Equal(("red", "red"), (ValueOf(target, "aws:ResourceTag/team"), ValueOf(target, "iam:ResourceTag/team")));
        Assert.Null(ValueOf(target, "aws:MultiFactorAuthPresent"));
        Assert.Equal([new NamedResource(new(role.Arn), new("444455556666"), "AWS::IAM::Role")], target.Named);
        Assert.Empty(target.Also);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_a_target_that_trusts_nobody()
    {
        var target = await World.TargetAsync(AssumeRole, Request, asUser: "alice");

        Assert.Equal((RoleArn, null), (target.Resource.Value, target.ResourcePolicy));
    }

    [Fact]
    public async Task Tags_and_a_source_identity_need_permissions_of_their_own()
    {
        GivenRole();

        var target = await World.TargetAsync(
            AssumeRole,
            Request with { Tags = [Tag("team", "red"), Tag("cost", "12")], TransitiveTagKeys = ["team"], SourceIdentity = "Alice" },
            asUser: "alice");

        Assert.Equal(["sts:TagSession", "sts:SetSourceIdentity"], target.Also.Select(also => also.Action));
        Assert.All(target.Also, also => Assert.Equal((target.ResourcePolicy, target.Resource), (also.ResourcePolicy, also.Resource)));
        Assert.Equal(("red", "team,cost", "team"), (ValueOf(target, "aws:RequestTag/team"), ValueOf(target, "aws:TagKeys"), ValueOf(target, "sts:TransitiveTagKeys")));
        Assert.Equal("Alice", ValueOf(target, "sts:SourceIdentity"));
    }

    [Fact]
    public async Task Root_may_not()
    {
        GivenRole();

        Assert.Equal("Roles may not be assumed by root accounts.", await RefusedAsync("AccessDenied", () => World.CallAsync(AssumeRole, Request)));
    }

    [Fact]
    public async Task Lasts_as_long_as_the_role_lets_it()
    {
        GivenRole(hours: 2);

        var response = await World.CallAsync(AssumeRole, Request with { DurationSeconds = 7200 }, asUser: "alice");

        Assert.Equal(World.Now.AddHours(2), response.Credentials!.Expiration);
        Assert.Equal(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { DurationSeconds = 7201 }, asUser: "alice")));
    }

    [Fact]
    public async Task A_role_assumed_from_a_role_lasts_an_hour_at_most()
    {
        GivenRole(hours: 12);

        Assert.Equal(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
            await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { DurationSeconds = 3601 }, caller: RoleSession())));
        Assert.NotNull(await World.CallAsync(AssumeRole, Request with { DurationSeconds = 3600 }, caller: RoleSession()));
    }

    [Fact]
    public async Task Mfa_is_in_the_context_and_in_the_session()
    {
        GivenRole();
        var request = Request with { SerialNumber = Device, TokenCode = "123456" };

        var response = await World.CallAsync(AssumeRole, request, asUser: "alice");
        Devices.Codes.Add("123456");
        var target = await World.TargetAsync(AssumeRole, request, asUser: "alice");

        Assert.Equal(World.Now, Open(response.Credentials!).Facts.MfaAuthenticatedAt);
        Assert.Equal(("true", "0"), (ValueOf(target, "aws:MultiFactorAuthPresent"), ValueOf(target, "aws:MultiFactorAuthAge")));
        Assert.Equal(["123456", "123456"], Devices.Used);
    }

    [Theory]
    [InlineData(Device, "654321", "alice", "MultiFactorAuthentication failed with invalid MFA one time pass code. ")]
    [InlineData(Device, null, "alice", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")]
    [InlineData(null, "123456", "alice", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")]
    [InlineData("arn:aws:iam::111122223333:mfa/bob", "123456", "alice", "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")]
    [InlineData(Device, "123456", "bob", "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")]
    public async Task Refuses_mfa_that_is_not_the_callers(string? serialNumber, string? code, string user, string message)
    {
        GivenRole();

        Assert.Equal(message, await RefusedAsync(
            "AccessDenied", () => World.CallAsync(AssumeRole, Request with { SerialNumber = serialNumber, TokenCode = code }, asUser: user)));
    }

    [Fact]
    public async Task The_mfa_of_a_users_session_goes_on_and_that_of_a_roles_does_not()
    {
        GivenRole();
        var presented = World.Now.AddMinutes(-5);
        var user = World.UserOf(World.Account, "alice") with { Session = new() { IssuedAt = presented, MfaAuthenticatedAt = presented } };
        var role = RoleSession() with { Session = RoleSession().Session! with { MfaAuthenticatedAt = presented } };

        Assert.Equal(presented, Open((await World.CallAsync(AssumeRole, Request, caller: user)).Credentials!).Facts.MfaAuthenticatedAt);
        Assert.Null(Open((await World.CallAsync(AssumeRole, Request, caller: role)).Credentials!).Facts.MfaAuthenticatedAt);
    }

    [Fact]
    public async Task Transitive_tags_and_the_source_identity_come_along()
    {
        GivenRole();
        var caller = RoleSession("Alice", new Dictionary<string, string> { ["team"] = "red" });

        var response = await World.CallAsync(AssumeRole, Request with { Tags = [Tag("cost", "12")], TransitiveTagKeys = ["cost"] }, caller: caller);
        var target = await World.TargetAsync(AssumeRole, Request, caller: caller);

        var session = Open(response.Credentials!);
        Assert.Equal([("cost", "12"), ("team", "red")], session.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => (tag.Key, tag.Value)));
        Assert.Equal(["cost", "team"], session.TransitiveTagKeys.Order(StringComparer.Ordinal));
        Assert.Equal("Alice", session.Facts.SourceIdentity);
        Assert.Equal(["sts:TagSession", "sts:SetSourceIdentity"], target.Also.Select(also => also.Action));
        Assert.Null(ValueOf(target, "aws:TagKeys"));
        Assert.Equal(("incomingTransitiveTags", "red"), (Assert.Single(target.RecordedParameters).Name, target.RecordedParameters[0].Texts["team"]));
    }

    [Fact]
    public async Task A_transitive_tag_and_a_source_identity_cannot_be_changed()
    {
        GivenRole();
        var caller = RoleSession("Alice", new Dictionary<string, string> { ["team"] = "red" });

        Assert.Equal(
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            await RefusedAsync("InvalidParameterValue", () => World.CallAsync(AssumeRole, Request with { Tags = [Tag("Team", "blue")] }, caller: caller)));
        Assert.Equal(
            "The source identity is already set for this assume role session",
            await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { SourceIdentity = "Bob" }, caller: caller)));
    }

    [Fact]
    public async Task Refuses_tags_that_are_the_same_but_for_case()
        => Assert.Equal(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            await RefusedAsync("InvalidParameterValue", () => World.CallAsync(AssumeRole, Request with { Tags = [Tag("team", "red"), Tag("TEAM", "red")] }, asUser: "alice")));

    [Fact]
    public async Task Refuses_reserved_tags_and_transitive_keys_without_tag()
    {
        Assert.NotEmpty(await RefusedAsync("InvalidParameterValue", () => World.CallAsync(AssumeRole, Request with { Tags = [Tag("aws:team", "red")] }, asUser: "alice")));
        Assert.NotEmpty(await RefusedAsync("InvalidParameterValue", () => World.CallAsync(AssumeRole, Request with { TransitiveTagKeys = ["team"] }, asUser: "alice")));
        Assert.NotEmpty(await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { SourceIdentity = "aws:alice" }, asUser: "alice")));
    }

    [Fact]
    public async Task Refuses_more_tags_than_a_session_has_with_those_that_come_along()
    {
        GivenRole();
        var caller = RoleSession(transitive: new Dictionary<string, string> { ["team"] = "red" });
        AssumeRoleRequest Tagged(int count) => Request with { Tags = [.. Enumerable.Range(0, count).Select(number => Tag($"t{number}", "1"))] };

        Assert.NotNull(await World.CallAsync(AssumeRole, Tagged(49), caller: caller));
        Assert.NotEmpty(await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Tagged(50), caller: caller)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}}""")]
    public async Task Refuses_a_session_policy_that_is_none(string policy)
    {
        GivenRole();

        await Assert.ThrowsAsync<MalformedPolicyDocumentException>(() => World.CallAsync(AssumeRole, Request with { Policy = policy }, asUser: "alice"));
    }

    [Fact]
    public async Task Refuses_a_session_policy_that_is_too_long()
    {
        GivenRole();

        Assert.EndsWith(
            "at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
            await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { Policy = Policy + new string(' ', 2048) }, asUser: "alice")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_policies_and_tags_that_do_not_fit_together()
    {
        GivenRole();
        var random = new Random(1);
        string Noise() => string.Concat(Enumerable.Range(0, 200).Select(_ => (char)random.Next('a', 'z')));

        var error = await Assert.ThrowsAsync<PackedPolicyTooLargeException>(() => World.CallAsync(
            AssumeRole, Request with { Policy = Policy, Tags = [.. Enumerable.Range(0, 20).Select(number => Tag($"t{number}", Noise()))] }, asUser: "alice"));

        Assert.Matches("^Packed policy consumes [12][0-9]{2}% of allotted space, please use smaller policy[.]$", error.Message);
    }

    [Fact]
    public async Task Takes_ten_managed_policies_and_no_more()
    {
        GivenRole();
        var arns = Enumerable.Range(0, 11).Select(number => $"arn:aws:iam::111122223333:policy/p{number}").ToList();
        foreach (var arn in arns)
        {
            ManagedPolicies[arn] = Policy;
        }

        var response = await World.CallAsync(AssumeRole, Request with { PolicyArns = [.. arns.Take(10).Select(Descriptor)] }, asUser: "alice");

        Assert.Equal(arns.Take(10), Open(response.Credentials!).PolicyArns);
        Assert.EndsWith(
            "at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
            await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { PolicyArns = [.. arns.Select(Descriptor)] }, asUser: "alice")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:policy/gone", "InvalidParameterValue", "At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN.")]
    [InlineData("arn:aws:iam::111122223333:user/alice", "ValidationError", "ARN arn:aws:iam::111122223333:user/alice is not valid.")]
    public async Task Refuses_a_managed_policy_that_is_none(string arn, string code, string message)
    {
        GivenRole();

        Assert.Equal(message, await RefusedAsync(code, () => World.CallAsync(AssumeRole, Request with { PolicyArns = [Descriptor(arn)] }, asUser: "alice")));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/deploy")]
    [InlineData("arn:aws:s3::111122223333:role/deploy")]
    [InlineData("arn:aws:iam::aws:role/deploy-the-thing")]
    [InlineData("deploy-the-thing-to-production")]
    public async Task Refuses_what_is_no_role(string arn)
        => Assert.Equal(
            $"{arn} is invalid",
            await RefusedAsync("ValidationError", () => World.CallAsync(AssumeRole, Request with { RoleArn = arn }, asUser: "alice")));

    [Fact]
    public async Task Context_assertions_need_a_permission_and_are_nobodys()
    {
        GivenRole();
        var request = Request with
        {
            ProvidedContexts = [new() { ProviderArn = "arn:aws:iam::aws:contextProvider/IdentityCenter", ContextAssertion = "assertion" }],
        };

        var target = await World.TargetAsync(AssumeRole, request, asUser: "alice");

        Assert.Equal("sts:SetContext", Assert.Single(target.Also).Action);
        Assert.Equal("arn:aws:iam::aws:contextProvider/IdentityCenter", ValueOf(target, "sts:RequestContextProviders"));
        Assert.NotEmpty(await RefusedAsync("InvalidParameterValue", () => World.CallAsync(AssumeRole, request, asUser: "alice")));
    }

    private static TagShape Tag(string key, string value) => new() { Key = key, Value = value };

    private static PolicyDescriptorTypeShape Descriptor(string arn) => new() { Arn = arn };
}
