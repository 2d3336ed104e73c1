using Holdfast.Kernel;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.FederatedUsers;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts.FederatedUsers;

public sealed class GetFederationTokenTests : StsTests
{
    private GetFederationToken GetFederationToken => new(Directory, World.Sealer);

    [Fact]
    public async Task Gives_credentials_to_somebody_for_whom_a_user_vouches()
    {
        var response = await World.CallAsync(GetFederationToken, new() { Name = "Bob", Policy = Policy }, asUser: "alice");

        Assert.Equal(("arn:aws:sts::111122223333:federated-user/Bob", "111122223333:Bob"), (response.FederatedUser!.Arn, response.FederatedUser.FederatedUserId));
        var session = Open(response.Credentials!);
        Assert.Equal((CallerKind.FederatedUser, response.FederatedUser.Arn, "111122223333:Bob"), (session.Kind, session.Arn, session.PrincipalId));
        Assert.Equal(("AIDACKCEVSQ6C2EXAMPLE", "arn:aws:iam::111122223333:user/alice"), (session.IssuerId, session.Facts.IssuerArn));
        Assert.Equal([Policy], session.Policies);
        Assert.Equal(World.Now.AddHours(12), response.Credentials!.Expiration);
        Assert.InRange(response.PackedPolicySize!.Value, 1, 100);
    }

    [Fact]
    public async Task Root_vouches_for_no_more_than_an_hour()
        => Assert.Equal(
            World.Now.AddHours(1), (await World.CallAsync(GetFederationToken, new() { Name = "Bob", DurationSeconds = 43_200 })).Credentials!.Expiration);

    [Fact]
    public async Task Acts_on_the_federated_user_and_tags_need_a_permission_of_their_own()
    {
        var plain = await World.TargetAsync(GetFederationToken, new() { Name = "Bob" }, asUser: "alice");
        var tagged = await World.TargetAsync(GetFederationToken, new() { Name = "Bob", Tags = [new() { Key = "team", Value = "red" }] }, asUser: "alice");

        Assert.Equal("arn:aws:sts::111122223333:federated-user/Bob", plain.Resource.Value);
        Assert.Empty(plain.Also);
        Assert.Equal("sts:TagSession", Assert.Single(tagged.Also).Action);
        Assert.Equal(("red", "team"), (ValueOf(tagged, "aws:RequestTag/team"), ValueOf(tagged, "aws:TagKeys")));
    }

    [Fact]
    public async Task Refuses_a_policy_that_is_none()
        => await Assert.ThrowsAsync<MalformedPolicyDocumentException>(
            () => World.CallAsync(GetFederationToken, new() { Name = "Bob", Policy = "{}" }, asUser: "alice"));

    [Fact]
    public async Task Refuses_a_managed_policy_that_is_gone()
        => Assert.Equal(
            "At least one Policy ARN in the PolicyArns parameter does not match an existing IAM Managed Policy ARN.",
            await RefusedAsync("InvalidParameterValue", () => World.CallAsync(
                GetFederationToken, new() { Name = "Bob", PolicyArns = [new() { Arn = "arn:aws:iam::111122223333:policy/gone" }] }, asUser: "alice")));

    [Fact]
    public async Task Refuses_tags_that_do_not_fit()
    {
        var random = new Random(1);
        string Noise() => string.Concat(Enumerable.Range(0, 200).Select(_ => (char)random.Next('a', 'z')));

        await Assert.ThrowsAsync<PackedPolicyTooLargeException>(() => World.CallAsync(
            GetFederationToken,
            new() { Name = "Bob", Tags = [.. Enumerable.Range(0, 20).Select(number => new TagShape { Key = $"t{number}", Value = Noise() })] },
            asUser: "alice"));
    }
}
