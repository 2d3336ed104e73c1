using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.Policy.Tests.Explanation;

public sealed class AccessDeniedMessageTests
{
    private const string Subject =
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/x ";

    private static readonly CompiledPolicy Full = Policy("Allow");
    private static readonly CompiledPolicy Deny = Policy("Deny");
    private static readonly CompiledPolicy Nothing = Policy("Allow", "sqs:*");

    public static TheoryData<string, string> Sentences => new()
    {
        { "nothing", "because no identity-based policy allows the s3:GetObject action" },
        { "boundary", "because no permissions boundary allows the s3:GetObject action" },
        { "session", "because no session policy allows the s3:GetObject action" },
        { "scp", "because no service control policy allows the s3:GetObject action" },
        { "rcp", "because no resource control policy allows the s3:GetObject action" },
        { "vpce", "because no VPC endpoint policy allows the s3:GetObject action" },
        { "cross", "because no resource-based policy allows the s3:GetObject action" },
        { "identity-deny", "with an explicit deny in an identity-based policy" },
        { "boundary-deny", "with an explicit deny in a permissions boundary" },
        { "session-deny", "with an explicit deny in a session policy" },
        { "scp-deny", "with an explicit deny in a service control policy" },
        { "rcp-deny", "with an explicit deny in a resource control policy" },
        { "vpce-deny", "with an explicit deny in a VPC endpoint policy" },
        { "resource-deny", "with an explicit deny in a resource-based policy" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Says_in_AWSs_words_which_policy_held_a_call_back(string situation, string expected)
    {
        var request = Request("s3:GetObject", "arn:aws:s3:::b/x");
        request.ResourceAccount = situation == "cross" ? "444455556666" : "111122223333";
        var allowed = new ApplicablePolicies { Identity = [Full] };
        var policies = situation switch
        {
            "nothing" => default,
            "boundary" => allowed with { Boundary = Nothing },
            "session" => allowed with { Session = [Nothing] },
            "scp" => allowed with { ServiceControl = [new("root", [Nothing])] },
            "rcp" => allowed with { ResourceControl = [new("root", [Nothing])] },
            "vpce" => allowed with { VpcEndpoint = [Nothing] },
            "identity-deny" => new ApplicablePolicies { Identity = [Deny] },
            "boundary-deny" => allowed with { Boundary = Deny },
            "session-deny" => allowed with { Session = [Deny] },
            "scp-deny" => allowed with { ServiceControl = [new("root", [Deny])] },
            "rcp-deny" => allowed with { ResourceControl = [new("root", [Deny])] },
            "vpce-deny" => allowed with { VpcEndpoint = [Deny] },
            "resource-deny" => allowed with { Resource = Deny },
            _ => allowed,
        };

        Assert.Equal(Subject + expected, AccessDeniedMessage.For(request, Evaluator.Evaluate(request, in policies)));
        Assert.Equal(
            Subject + expected, AccessDeniedMessage.For(request, Evaluator.Evaluate(request, policies.Prepare())));
    }

    [Fact]
    public void Names_the_trust_policy_of_a_role()
    {
        var request = Request("sts:AssumeRole", "arn:aws:iam::111122223333:role/app");

        var silent = Evaluator.Evaluate(request, new ApplicablePolicies { Identity = [Full] });
        var denied = Evaluator.Evaluate(request, new ApplicablePolicies { Resource = Deny });

        Assert.EndsWith(
            "because no role trust policy allows the sts:AssumeRole action",
            AccessDeniedMessage.For(request, silent),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "with an explicit deny in the role trust policy",
            AccessDeniedMessage.For(request, denied),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_the_resource_where_S3_does()
    {
        var request = Request("s3:GetObject", "arn:aws:s3:::b/x");

        var message = AccessDeniedMessage.For(request, Evaluator.Evaluate(request, default), quoteResource: true);

        Assert.Contains("on resource: \"arn:aws:s3:::b/x\" because", message, StringComparison.Ordinal);
    }

    private static AuthorizationRequest Request(string action, string resource) => new()
    {
        Principal = PrincipalDescriptor.User("arn:aws:iam::111122223333:user/alice", "111122223333"),
        Action = ActionName.Parse(action),
        Resource = resource,
        ResourceAccount = "111122223333",
    };

    private static CompiledPolicy Policy(string effect, string action = "*") => CompiledPolicy.Compile(
        PolicyDocument.Parse(
            $$"""{"Version":"2012-10-17","Statement":{"Effect":"{{effect}}","Action":"{{action}}","Resource":"*"} }""",
            PolicyKind.Language).Document!,
        effect);
}
