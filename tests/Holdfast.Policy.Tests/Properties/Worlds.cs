using CsCheck;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Tests.Properties;

/// <summary>Makes random worlds out of few words, so that policies and requests meet often.</summary>
internal static class Worlds
{
    private const string Home = "111122223333";
    private const string Away = "444455556666";

    public static readonly Gen<string> Action = Pick(
        "s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectVersionAcl", "s3:PutObject", "sqs:SendMessage", "S3:getobject", "ec2:RunInstances");

    public static readonly Gen<string> Resource = Pick(
        "arn:aws:s3:::b/home/alice/x", "arn:aws:s3:::b/home/bob/x", "arn:aws:s3:::b/*", "arn:aws:s3:::b",
        "arn:aws:sqs:eu-west-1:111122223333:q", "*");

    private static readonly Gen<string> ActionPattern = Pick(
        "*", "s3:*", "s3:Get*", "s3:GetObject", "s3:GetObject*", "s3:GetObjectV*", "S3:GETOBJECTVERSION*", "s3:?etObject",
        "s3:*Acl", "sqs:*", "sqs:Send*", "*:*", "ec2:*", "s3:", "s3:GetObjectAclX");

    private static readonly Gen<string> ResourcePattern = Pick(
        "*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/home/${aws:username}/*", "arn:aws:s3:::b/${*}", "arn:aws:s3:::b/h?me/*x",
        "arn:aws:s3:::b", "arn:aws:sqs:*:111122223333:q", "arn:aws:s3:::b/home/${aws:username, 'bob'}/x", "arn:aws:*:::*/*/x",
        "${aws:username}", "arn:aws:s3:::b/home/${aws:TagKeys}/x");

    private static readonly Gen<StatementEffect> Effect =
        Gen.Int[0, 3].Select(static n => n == 0 ? StatementEffect.Deny : StatementEffect.Allow);

    private static readonly Gen<Caller> AnyCaller = Pick(
        new Caller(PrincipalType.User, $"arn:aws:iam::{Home}:user/alice", Home),
        new Caller(PrincipalType.User, $"arn:aws:iam::{Away}:user/bob", Away),
        new Caller(
            PrincipalType.AssumedRole,
            $"arn:aws:sts::{Home}:assumed-role/app/s",
            Home,
            $"arn:aws:iam::{Home}:role/app"),
        new Caller(
            PrincipalType.AssumedRole,
            $"arn:aws:sts::{Away}:assumed-role/app/s",
            Away,
            $"arn:aws:iam::{Away}:role/app"),
        new Caller(
            PrincipalType.AssumedRole,
            $"arn:aws:sts::{Home}:assumed-role/linked/s",
            Home,
            $"arn:aws:iam::{Home}:role/linked",
            ServiceLinked: true),
        new Caller(
            PrincipalType.FederatedUser,
            $"arn:aws:sts::{Home}:federated-user/fred",
            Home,
            $"arn:aws:iam::{Home}:user/alice"),
        new Caller(PrincipalType.Root, $"arn:aws:iam::{Home}:root", Home),
        new Caller(PrincipalType.Root, $"arn:aws:iam::{Away}:root", Away),
        new Caller(PrincipalType.Service, Service: "sns.amazonaws.com"),
        new Caller(PrincipalType.Anonymous));

    private static readonly Gen<PrincipalEntry> Entry = Pick(
        new PrincipalEntry(PrincipalKind.Aws, "*", default),
        new PrincipalEntry(PrincipalKind.Aws, Home, default),
        new PrincipalEntry(PrincipalKind.Aws, $"arn:aws:iam::{Away}:root", default),
        new PrincipalEntry(PrincipalKind.Aws, $"arn:aws:iam::{Home}:user/alice", default),
        new PrincipalEntry(PrincipalKind.Aws, $"arn:aws:iam::{Away}:user/bob", default),
        new PrincipalEntry(PrincipalKind.Aws, $"arn:aws:iam::{Home}:role/app", default),
        new PrincipalEntry(PrincipalKind.Aws, $"arn:aws:sts::{Home}:assumed-role/app/s", default),
        new PrincipalEntry(PrincipalKind.Aws, $"arn:aws:sts::{Home}:federated-user/fred", default),
        new PrincipalEntry(PrincipalKind.Service, "sns.amazonaws.com", default));

    private static readonly Gen<PrincipalElement> Principal = Gen.Select(
        Gen.Int[0, 4], Entry.Array[1, 3], static (n, entries) => new PrincipalElement(n == 0, [.. entries], default));

    private static readonly (string Key, string[] Policy, string[] Request)[] Keys =
    [
        ("aws:username", ["alice", "AL*", "a?ice", "${aws:PrincipalTag/team}", ""], ["alice", "Alice", "*", ""]),
        ("aws:PrincipalTag/team", ["red", "RED", "r*", "${aws:username}"], ["red", "blue", "alice"]),
        ("aws:SourceIp", ["203.0.113.0/24", "203.0.113.7", "0.0.0.0/0", "junk"], ["203.0.113.7", "198.51.100.1", "junk"]),
        ("aws:SecureTransport", ["true", "false", "True", "junk"], ["true", "false", "junk"]),
        ("s3:max-keys", ["10", "10.0", "9", "junk"], ["10", "8", "10.5", "junk"]),
        ("aws:CurrentTime", ["2026-01-01T00:00:00Z", "1767225600", "junk"], ["2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z"]),
        ("aws:PrincipalArn", ["arn:aws:iam::*:user/*", "arn:aws:iam:*:user/alice", "*", "arn:aws:iam::111122223333:user/${aws:username}"], ["arn:aws:iam::111122223333:user/alice", "junk"]),
        ("aws:TagKeys", ["a", "b", "c*", ""], ["a", "b", "ccc", ""]),
    ];

    private static readonly Gen<ConditionOperator> Operator = Gen.Select(
        Gen.Enum<ConditionComparison>().Where(static c => c != ConditionComparison.BinaryEquals),
        Gen.Enum<ConditionSet>(),
        Gen.Bool,
        static (comparison, set, ifExists) =>
            new ConditionOperator(comparison, set, ifExists && comparison != ConditionComparison.Null));

    private static readonly Gen<ConditionClause> Clause = Gen.Select(
        Operator, Gen.Int[0, Keys.Length - 1], Gen.Int[0, 100].Array[0, 3],
        static (op, key, picks) => new ConditionClause(
            op,
            Keys[key].Key,
            [.. picks.Select(n => new ConditionValue(
                op.Comparison == ConditionComparison.Null
                    ? (n % 2 == 0 ? "true" : "false")
                    : Keys[key].Policy[n % Keys[key].Policy.Length], false, default))],
            default));

    private static readonly Gen<PolicyStatement> Plain = Gen.Select(
        Effect, Element(ActionPattern), Element(ResourcePattern), Gen.OneOf(
            Gen.Const(Array.Empty<ConditionClause>()), Clause.Array[0, 2]),
        static (effect, actions, resources, clauses) => new PolicyStatement
        {
            Effect = effect,
            Actions = actions,
            Resources = resources,
            Conditions = [.. clauses.DistinctBy(static c => (c.Operator, c.Key))],
        });

    private static readonly Gen<PolicyStatement> WithPrincipal =
        Gen.Select(Plain, Principal, static (s, p) => s with { Principal = p });

    public static readonly Gen<PolicyDocument> Document = DocumentOf(Plain);

    public static readonly Gen<PolicyDocument> ResourceDocument = DocumentOf(WithPrincipal);

    private static readonly Gen<Dictionary<string, string[]>> Context = Gen.Int[-3, 5].Array[Keys.Length]
        .Select(static picks =>
    {
        var context = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < picks.Length; i++)
        {
            var (key, _, values) = Keys[i];
            if (key == "aws:TagKeys")
            {
                if (picks[i] >= 0)
                {
                    context[key] = [.. values.Where((_, n) => (picks[i] & (1 << n)) != 0)];
                }
            }
            else if (picks[i] >= 0)
            {
                context[key] = [values[picks[i] % values.Length]];
            }
        }

        return context;
    });

    public static readonly Gen<World> World = Gen.Select(
        Gen.Select(AnyCaller, Action, Resource, Context),
        Gen.Select(
            Document.Array[0, 3],
            Optional(Document),
            Gen.OneOf(Nothing<PolicyDocument[]>(), Document.Array[0, 2].Select(static d => (PolicyDocument[]?)d))),
        Gen.Select(
            Optional(ResourceDocument), Document.Array[1, 2].Array[0, 2], ResourceDocument.Array[1, 2].Array[0, 2]),
        Gen.Int[0, 9],
        static (request, mine, theirs, special) => new World
        {
            Caller = request.Item1,
            Action = request.Item2,
            Resource_ = request.Item3,
            ResourceAccount = Home,
            Context = request.Item4,
            Identity = mine.Item1,
            Boundary = mine.Item2,
            Session = mine.Item3,
            Resource = theirs.Item1,
            ServiceControl = theirs.Item2,
            ResourceControl = theirs.Item3,
            CallerIsManagement = special == 0,
            ResourceIsManagement = special == 1,
        });

    private static Gen<PolicyElement> Element(Gen<string> pattern) => Gen.Select(
        Gen.Int[0, 5], pattern.Array[1, 3],
        static (n, values) =>
            new PolicyElement(n == 0, [.. values.Select(static v => new PolicyText(v, default))], default));

    private static Gen<PolicyDocument> DocumentOf(Gen<PolicyStatement> statement) => Gen.Select(
        statement.Array[1, 4], Gen.Int[0, 5],
        static (statements, n) => new PolicyDocument
        {
            Kind = PolicyKind.Language,
            Version = n == 0 ? PolicyVersion.V20081017 : PolicyVersion.V20121017,
            DeclaresVersion = true,
            Statements = [.. statements],
        });

    private static Gen<PolicyDocument?> Optional(Gen<PolicyDocument> document) =>
        Gen.OneOf(Nothing<PolicyDocument>(), document.Select(static d => (PolicyDocument?)d));

    private static Gen<T?> Nothing<T>()
        where T : class => Gen.Int[0, 0].Select(static _ => (T?)null);

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
