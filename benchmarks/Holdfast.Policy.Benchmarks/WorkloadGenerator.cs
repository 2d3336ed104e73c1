using System.Globalization;
using System.Text.Json.Nodes;

namespace Holdfast.Policy.Benchmarks;

/// <summary>
/// Makes the workload of the measurement, the same every time: ten identity policies of a hundred statements together,
/// a boundary, three service control policies, a resource policy, and a thousand requests.
/// </summary>
internal sealed class WorkloadGenerator
{
    private const string Account = "111122223333";
    private const int Seed = 4566;

    private static readonly (string Service, string[] Actions, Func<int, string> Arn)[] Services =
    [
        ("s3", ["GetObject", "PutObject", "DeleteObject", "GetObjectAcl", "ListBucket"], static n => $"arn:aws:s3:::bucket-{n % 12}/team-{n % 7}/o-{n}"),
        ("sqs", ["SendMessage", "ReceiveMessage", "DeleteMessage", "PurgeQueue"], static n => $"arn:aws:sqs:{Region(n)}:{Account}:queue-{n % 20}"),
        ("sns", ["Publish", "Subscribe", "SetTopicAttributes"], static n => $"arn:aws:sns:{Region(n)}:{Account}:topic-{n % 20}"),
        ("dynamodb", ["GetItem", "PutItem", "Query", "DeleteTable"], static n => $"arn:aws:dynamodb:{Region(n)}:{Account}:table/t-{n % 15}"),
        ("ec2", ["StartInstances", "StopInstances", "RunInstances"], static n => $"arn:aws:ec2:{Region(n)}:{Account}:instance/i-{n}"),
        ("lambda", ["InvokeFunction", "GetFunction", "DeleteFunction"], static n => $"arn:aws:lambda:{Region(n)}:{Account}:function:fn-{n % 25}"),
        ("iam", ["GetUser", "CreateUser", "PassRole", "ListUsers"], static n => $"arn:aws:iam::{Account}:user/dept-{n % 4}/user-{n % 30}"),
        ("kms", ["Decrypt", "Encrypt", "DescribeKey"], static n => $"arn:aws:kms:{Region(n)}:{Account}:alias/k-{n % 9}"),
        ("logs", ["PutLogEvents", "GetLogEvents"], static n => $"arn:aws:logs:{Region(n)}:{Account}:log-group:/app/svc-{n % 8}"),
        ("secretsmanager", ["GetSecretValue", "PutSecretValue"], static n => $"arn:aws:secretsmanager:{Region(n)}:{Account}:secret:team-{n % 7}/s-{n % 11}"),
    ];

    private static readonly string[] Conditions =
    [
        """{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}""",
        """{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/25"]}}""",
        """{"Bool":{"aws:SecureTransport":"true"}}""",
        """{"StringLike":{"aws:RequestedRegion":"eu-*"}}""",
        """{"DateLessThan":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}}""",
        """{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}""",
        """{"StringNotEquals":{"aws:PrincipalTag/team":["red","green"]}}""",
        """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/team/*"}}""",
        """{"ForAllValues:StringEquals":{"aws:TagKeys":["team","stage"]}}""",
        """{"Null":{"aws:SourceVpce":"true"}}""",
    ];

    private readonly Random _random = new(Seed);

    public static byte[] Make() => new WorkloadGenerator().Workload();

    private byte[] Workload()
    {
        const string all = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
        const string me = $"arn:aws:iam::{Account}:user/team/alice";
        var workload = new JsonObject
        {
            ["principal"] = me,
            ["account"] = Account,
            ["identity"] = new JsonArray([.. Enumerable.Range(0, 10).Select(_ => Policy([.. Enumerable.Range(0, 10).Select(i => Statement(i))]))]),
            ["boundary"] = Policy(
                Parse("""{"Effect":"Allow","Action":["s3:*","sqs:*","sns:*","dynamodb:*","ec2:*","lambda:*","kms:*","logs:*","secretsmanager:Get*"],"Resource":"*"}"""),
                Parse($$"""{"Effect":"Allow","Action":["iam:Get*","iam:List*"],"Resource":"arn:aws:iam::{{Account}}:user/*"}"""),
                Parse("""{"Effect":"Deny","Action":"dynamodb:DeleteTable","Resource":"*"}""")),
            ["scps"] = new JsonArray(
                Policy(Parse(all), Parse("""{"Effect":"Deny","NotAction":["iam:*","sts:*","s3:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}""")),
                Policy(Parse(all), Parse("""{"Effect":"Deny","Action":"sqs:PurgeQueue","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin"}}}""")),
                Policy(Parse("""{"Effect":"Allow","Action":["s3:*","sqs:*","sns:*","dynamodb:*","ec2:*","lambda:*","iam:*","kms:*","logs:*","secretsmanager:*"],"Resource":"*"}"""))),
            ["resourcePolicy"] = Policy(
                Parse($$"""{"Effect":"Allow","Principal":{"AWS":["{{me}}","arn:aws:iam::{{Account}}:role/app"]},"Action":["s3:GetObject","s3:GetObjectAcl"],"Resource":"arn:aws:s3:::bucket-3/*"}"""),
                Parse("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::bucket-3/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""")),
            ["requests"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(_ => Request(me))]),
        };
        return System.Text.Encoding.UTF8.GetBytes(workload.ToJsonString());
    }

    private static string Region(int n) => (n % 3) switch { 0 => "eu-central-1", 1 => "eu-west-1", _ => "us-east-1" };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static JsonObject Policy(params JsonNode[] statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) };

    private JsonObject Statement(int index)
    {
        var (service, actions, arn) = Services[_random.Next(Services.Length)];
        var number = _random.Next(400);
        var action = _random.Next(3) switch
        {
            0 => $"{service}:*",
            1 => $"{service}:{actions[_random.Next(actions.Length)][..3]}*",
            _ => $"{service}:{actions[_random.Next(actions.Length)]}",
        };
        var name = arn(number);
        var resource = _random.Next(6) switch
        {
            0 => "*",
            1 or 2 => name[..name.LastIndexOf('-')] + "-*",
            3 when service == "s3" => "arn:aws:s3:::bucket-*/${aws:username}/*",
            4 => name[..^1] + "?",
            _ => name,
        };
        var statement = new JsonObject
        {
            ["Sid"] = string.Create(CultureInfo.InvariantCulture, $"S{index}"),
            ["Effect"] = _random.Next(12) == 0 ? "Deny" : "Allow",
            ["Action"] = action,
            ["Resource"] = resource,
        };
        if (_random.Next(10) < 3)
        {
            statement["Condition"] = Parse(Conditions[_random.Next(Conditions.Length)]);
        }

        return statement;
    }

    private JsonObject Request(string me)
    {
        var (service, actions, arn) = Services[_random.Next(Services.Length)];
        var number = service == "s3" && _random.Next(2) == 0 ? 3 + (12 * _random.Next(30)) : _random.Next(400);
        var context = new JsonObject
        {
            ["aws:PrincipalArn"] = me,
            ["aws:username"] = "alice",
            ["aws:userid"] = "AIDAEXAMPLE",
            ["aws:PrincipalAccount"] = Account,
            ["aws:PrincipalTag/team"] = _random.Next(5) == 0 ? "red" : "blue",
            ["aws:SourceIp"] = _random.Next(10) < 7 ? $"203.0.113.{_random.Next(256)}" : $"10.1.2.{_random.Next(256)}",
            ["aws:SecureTransport"] = _random.Next(10) < 9 ? "true" : "false",
            ["aws:CurrentTime"] = "2026-05-01T10:00:00Z",
            ["aws:RequestedRegion"] = Region(number),
            ["aws:PrincipalOrgID"] = "o-a1b2c3d4e5",
        };
        if (_random.Next(2) == 0)
        {
            context["aws:ResourceTag/team"] = _random.Next(2) == 0 ? "red" : "blue";
        }

        if (_random.Next(5) == 0)
        {
            context["aws:TagKeys"] = new JsonArray("team", "owner");
        }

        return new JsonObject
        {
            ["action"] = $"{service}:{actions[_random.Next(actions.Length)]}",
            ["resource"] = arn(number),
            ["resourcePolicy"] = service == "s3" && number % 12 == 3,
            ["context"] = context,
        };
    }
}
