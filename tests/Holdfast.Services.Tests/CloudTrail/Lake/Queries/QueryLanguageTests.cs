namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

/// <summary>The language of queries: what AWS's sample queries say, in the forms in which they say it.</summary>
public sealed class QueryLanguageTests : LakeTests
{
    private const string Rich =
        """
        "requestParameters":{"bucketName":"plans","count":5,"flag":true,"nothing":null,"ipPermissions":{"items":[{"cidr":"0.0.0.0/0"}]},"PublicAccessBlockConfiguration":{"BlockPublicPolicy":false}},
        "responseElements":{"instancesSet":{"items":[{"instanceId":"i-b188560f"}]}},"additionalEventData":{"MFAUsed":"No"},"errorCode":"AccessDenied",
        "resources":[{"ARN":"arn:aws:s3:::plans","accountId":"111122223333","type":"AWS::S3::Bucket"},{"ARN":"arn:aws:s3:::plans/k","type":"AWS::S3::Object"}],
        "tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"x"}
        """;

    /// <summary>Queries over the event of above, and the only row that each gives.</summary>
    public static TheoryData<string, string> Queries() => new()
    {
        // The forms of the sample queries.
        { "SELECT eventName, userIdentity.arn AS user, sourceIPAddress, eventTime FROM EDS WHERE eventTime >= '2029-12-31 00:00:00' AND eventTime <= '2030-01-02 00:00:00'", "PutObject|arn:aws:iam::111122223333:user/alice|192.0.2.1|2030-01-01 00:00:01.000" },
        { "/* a comment */ SELECT element_at(requestParameters, 'bucketName') AS b FROM EDS WHERE element_at(requestParameters, 'ipPermissions') LIKE '%0.0.0.0/0%' -- public", "plans" },
        { "SELECT json_extract_scalar(element_at(requestParameters, 'PublicAccessBlockConfiguration'), '$.BlockPublicPolicy') AS p FROM EDS", "false" },
        { "select eventid from EDS where responseElements IS NOT NULL AND element_at(responseElements, 'instancesSet') like '%\"instanceId\":\"i-b188560f\"%'", "00000000-0000-4000-8000-000000000001" },
        { "SELECT json_extract_scalar(eventjson, '$.responseElements.instancesSet.items[0].instanceId') as id FROM EDS;", "i-b188560f" },
        { "SELECT day_of_week(eventTime\n    ) as weekday,  COUNT(*\n    ) as eventCount FROM EDS GROUP\n    BY day_of_week(eventTime\n    )ORDER BY day_of_week(eventTime\n    )", "2|1" },
        { "SELECT element_at(requestParameters, 'bucketName') as b, COUNT(*) as requestCount FROM EDS GROUP BY requestParameters ORDER BY requestCount DESC LIMIT 20;", "plans|1" },
        { "SELECT eventid FROM EDS where userIdentity.arn != element_at(resources,1\n    ).arn and errorcode = 'AccessDenied'", "00000000-0000-4000-8000-000000000001" },
        { "SELECT eventName FROM EDS WHERE Element_at(additionaleventdata, 'MFAUsed' \n    ) = 'No'", "PutObject" },
        { "SELECT eventSource, tlsDetails.tlsVersion, COUNT(*) AS n FROM EDS WHERE tlsDetails.tlsVersion LIKE 'TLSv%' AND CAST(REPLACE(tlsDetails.tlsVersion, 'TLSv', '') AS DOUBLE) >= 1.1 GROUP BY eventSource, tlsDetails.tlsVersion", "iam.amazonaws.com|TLSv1.3|1" },
        { "SELECT userIdentity.principalid, useridentity.accountId, count(* ) as eventCount FROM EDS WHERE userIdentity.principalid IS NOT NULL GROUP BY userIdentity.principalid, useridentity.accountId ORDER BY EventCount DESC", "AIDA|111122223333|1" },
        { "SELECT userIdentity.sessioncontext.sessionissuer.username, userIdentity.sessionContext.attributes.creationDate FROM EDS WHERE userIdentity.sessioncontext.sessionissuer.username IS NULL", "|" },
        { "SELECT eventName, 1 FROM EDS UNION ALL SELECT 'x', 2 FROM EDS WHERE false ORDER BY eventName DESC", "PutObject|1" },
        { "SELECT DISTINCT awsRegion FROM EDS WHERE sourceIpAddress != 'cloudformation.amazonaws.com'ORDER BY awsRegion", "us-east-1" },
        { "SELECT a.eventName FROM EDS a INNER JOIN EDS b ON a.eventID = b.eventID LEFT JOIN EDS AS c ON c.eventID = b.eventID", "PutObject" },
        { "WITH errors AS (SELECT errorCode, count(*) AS n FROM EDS GROUP BY 1) SELECT errorCode FROM errors WHERE n > 0", "AccessDenied" },
        { "SELECT eventName FROM 'EDS'", "PutObject" },
        { "SELECT eventName FROM \"EDS\"", "PutObject" },
        { "SELECT eventName FROM 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EDS'", "PutObject" },

        // Maps, lists and rows.
        { "SELECT requestParameters['count'], requestParameters['flag'], cardinality(requestParameters), cardinality(resources) FROM EDS", "5|true|6|2" },
        { "SELECT map_keys(requestParameters)[1], resources[2].type FROM EDS", "bucketName|AWS::S3::Object" },
        { "SELECT r.arn FROM EDS CROSS JOIN UNNEST(resources) AS t(r) WHERE r.type = 'AWS::S3::Object'", "arn:aws:s3:::plans/k" },
        { "SELECT t.k, t.v FROM EDS CROSS JOIN UNNEST(requestParameters) AS t(k, v) WHERE k = 'count'", "count|5" },
        { "SELECT arn FROM EDS CROSS JOIN UNNEST(resources) AS t(account, kind, arn, prefix) WHERE kind = 'AWS::S3::Bucket'", "arn:aws:s3:::plans" },
        { "SELECT any_match(resources, r -> r.type = 'AWS::S3::Bucket'), all_match(resources, r -> r.type = 'x'), none_match(resources, r -> r.type = 'x') FROM EDS", "true|false|true" },
        { "SELECT cardinality(filter(resources, r -> r.accountId IS NOT NULL)), array_join(transform(resources, r -> r.type), ',') FROM EDS", "1|AWS::S3::Bucket,AWS::S3::Object" },
        { "SELECT contains(ARRAY['a', 'b'], 'b'), ARRAY[1, 2], array_max(ARRAY[1, 3])  FROM EDS", "true|[1, 2]|3" },
        { "SELECT tlsDetails, additionalEventData FROM EDS", "{tlsVersion=TLSv1.3, cipherSuite=x, clientProvidedHostHeader=null}|{MFAUsed=No}" },
        { "SELECT if(errorCode IS NULL, 'ok', 'no'), coalesce(errorMessage, 'none'), try(CAST('x' AS bigint)), try_cast('7' AS bigint) FROM EDS", "no|none||7" },

        // Time.
        { "SELECT date_trunc('hour', eventTime), date_add('day', -1, eventTime), date_diff('hour', eventTime, date_add('minute', 119, eventTime)) FROM EDS", "2030-01-01 00:00:00.000|2029-12-31 00:00:01.000|1" },
        { "SELECT eventName FROM EDS WHERE eventTime > from_iso8601_timestamp('2029-12-31T23:59:59Z') AND eventTime < current_timestamp + interval '1' day AND eventTime > now() - interval '7' day", "PutObject" },
        { "SELECT from_unixtime(0), to_unixtime(from_unixtime(5)), date_format(eventTime, '%Y-%m-%d %H:%i:%s'), date_parse('2022-01-02', '%Y-%m-%d') FROM EDS", "1970-01-01 00:00:00.000|5.0|2030-01-01 00:00:01|2022-01-02 00:00:00.000" },
        { "SELECT year(eventTime), month(eventTime), extract(hour FROM eventTime), date(eventTime), at_timezone(eventTime, 'America/New_York') FROM EDS", "2030|1|0|2030-01-01|2029-12-31 19:00:01.000" },
        { "SELECT eventTime > timestamp '2029-01-01 00:00:00', to_iso8601(eventTime), current_date FROM EDS", "true|2030-01-01T00:00:01.000Z|2030-01-01" },

        // Text, numbers and aggregates.
        { "SELECT regexp_like(eventName, '^Put'), regexp_extract(eventName, 'Put(.*)', 1), regexp_replace(eventName, 'P'), split_part('a:b', ':', 2), strpos('abc', 'c') FROM EDS", "true|Object|utObject|b|3" },
        { "SELECT lower(eventName) || '!', length(eventName), substr(eventName, 1, 3), upper('x'), 5 / 2, 5 % 2, round(2.5) FROM EDS", "putobject!|9|Put|X|2|1|3" },
        { "SELECT approx_distinct(eventName), count_if(errorCode IS NOT NULL), max_by(eventName, eventTime), arbitrary(eventName), array_agg(eventName), count(DISTINCT eventName) FILTER (WHERE readOnly = false) FROM EDS", "1|1|PutObject|PutObject|[PutObject]|1" },
        { "SELECT row_number() OVER (PARTITION BY eventName ORDER BY eventTime DESC), eventName FROM EDS", "1|PutObject" },
        { "SELECT json_array_length('[1,2]'), json_array_contains('[\"a\"]', 'a'), json_extract('{\"a\":{\"b\":1}}', '$.a'), json_extract_scalar('broken', '$.a'), json_extract_scalar('{\"a\":{}}', '$.a') FROM EDS", "2|true|{\"b\":1}||" },
        { "SELECT length(eventJsonChecksum), managementEvent, readOnly FROM EDS WHERE eventName IN (SELECT eventName FROM EDS) AND EXISTS (SELECT 1) AND eventName BETWEEN 'A' AND 'Z' AND eventName IS DISTINCT FROM 'x'", "64|true|false" },
        { "SELECT greatest(1, 2), least(1, 2), nullif(1, 1), CASE WHEN readOnly THEN 'r' ELSE 'w' END FROM EDS", "2|1||w" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Answers_as_AWS_does(string query, string row)
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1, "PutObject", Rich.ReplaceLineEndings("")));

        Assert.Equal([row], await AskAsync(query.Replace("EDS", store, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_star_gives_all_columns_in_the_published_order()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1));

        var results = await ResultsAsync(await RunAsync($"SELECT * FROM {store}"));

        var names = results.QueryResultRows![0].Select(static column => column.Keys.Single()).ToList();
        Assert.Equal(["eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion"], names.Take(6));
        Assert.Equal(["sessionCredentialFromConsole", "eventJson", "eventJsonChecksum"], names.TakeLast(3));
        Assert.Equal(EventOf(1), results.QueryResultRows[0][^2]["eventJson"]);
    }

    [Fact]
    public async Task The_order_of_the_query_is_that_of_the_answer()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, [.. Enumerable.Range(0, 50).Select(static number => EventOf(number))]);

        var rows = await AskAsync($"SELECT eventID FROM {store} ORDER BY eventID DESC");

        Assert.Equal(Enumerable.Range(0, 50).Reverse().Select(static number => $"00000000-0000-4000-8000-{number:D12}"), rows);
    }

    [Fact]
    public async Task Two_stores_of_the_account_can_be_joined()
    {
        var first = await GivenStoreAsync();
        var second = await GivenStoreAsync(request => request with { Name = "second" });
        await GiveAsync(first, EventOf(1));
        await GiveAsync(second, EventOf(1, "DeleteUser"));

        Assert.Equal(["CreateUser|DeleteUser"], await AskAsync($"SELECT a.eventName, b.eventName FROM {first} a JOIN {second} b ON a.eventID = b.eventID"));
    }
}
