using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Tests.Evaluation;

public sealed class AllocationTests
{
    private const int Rounds = 1_000;

    private static readonly ActionName Action = ActionName.Parse("s3:GetObject");
    private static readonly PrincipalDescriptor Alice =
        PrincipalDescriptor.User("arn:aws:iam::111122223333:user/alice", "111122223333");

    private readonly ApplicablePolicies _policies = new ApplicablePolicies
    {
        Identity = [Compile(
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["s3:Get*","s3:PutObjectVersionAcl"],"Resource":"arn:aws:s3:::b/home/${aws:username}/*",
               "Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24"]},"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"},
                 "ForAllValues:StringLike":{"aws:TagKeys":["a*","b"]},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/${aws:username}"}}},
              {"Effect":"Deny","NotAction":"s3:*","Resource":"*"}]}
            """)],
        Boundary = Compile("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""),
        ServiceControl = [new("root", [Compile("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")])],
    }.Prepare();

    [Fact]
    public void A_decision_allocates_nothing()
    {
        var request = new AuthorizationRequest();
        Fill(request);

        Assert.Equal(0, AllocatedBy(() => Evaluator.Evaluate(request, in _policies)));
        Assert.True(Evaluator.Evaluate(request, in _policies).IsAllowed);
    }

    [Fact]
    public void Filling_a_used_request_allocates_nothing()
    {
        var request = new AuthorizationRequest();

        Assert.Equal(0, AllocatedBy(() =>
        {
            request.Reset();
            Fill(request);
            return Evaluator.Evaluate(request, in _policies);
        }));
    }

    [Fact]
    public void Exchanging_the_resources_policy_of_prepared_policies_allocates_nothing()
    {
        var request = new AuthorizationRequest();
        var resource = Compile("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""");
        Fill(request);

        Assert.Equal(0, AllocatedBy(() => Evaluator.Evaluate(request, _policies with { Resource = resource })));
        Assert.Equal(
            DecisionOutcome.ExplicitlyDenied,
            Evaluator.Evaluate(request, _policies with { Resource = resource }).Outcome);
    }

    [Fact]
    public void A_denial_allocates_nothing()
    {
        var request = new AuthorizationRequest();
        Fill(request);
        request.Action = ActionName.Parse("ec2:RunInstances");

        Assert.Equal(0, AllocatedBy(() => Evaluator.Evaluate(request, in _policies)));
        Assert.Equal(DecisionOutcome.ExplicitlyDenied, Evaluator.Evaluate(request, in _policies).Outcome);
    }

    private static void Fill(AuthorizationRequest request)
    {
        request.Principal = Alice;
        request.Action = Action;
        request.Resource = "arn:aws:s3:::b/home/alice/x";
        request.ResourceAccount = "111122223333";
        request.Context.Set(GlobalKeys.UserName, "alice");
        request.Context.Set(GlobalKeys.PrincipalArn, "arn:aws:iam::111122223333:user/alice");
        request.Context.Set(GlobalKeys.CurrentTime, DateTimeOffset.UnixEpoch.AddYears(56));
        request.Context.SetAddress(GlobalKeys.SourceIp, [203, 0, 113, 9]);
        request.Context.Set(GlobalKeys.TagKeys, Tags);
    }

    private static readonly string[] Tags = ["alpha", "b"];

    private static long AllocatedBy(Func<Decision> decide)
    {
        for (var i = 0; i < Rounds; i++)
        {
            decide();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            decide();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }

    private static CompiledPolicy Compile(string text) =>
        CompiledPolicy.Compile(PolicyDocument.Parse(text, PolicyKind.Language).Document!, "p");
}
