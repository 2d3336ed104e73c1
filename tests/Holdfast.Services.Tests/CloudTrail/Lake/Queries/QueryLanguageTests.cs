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

    /// <summary>What Trino does otherwise than the engine, over the same event: nulls, what is not found, names, types, paths.</summary>
    public static TheoryData<string, string> Differences() => new()
    {
        { "SELECT concat('a', 'b', NULL), concat('a', 'b', eventName), greatest(1, 2, 3), greatest(1, NULL), least(4, 2) FROM EDS", "|abPutObject|3||2" },
        { "SELECT regexp_extract('abc', 'x'), regexp_extract('abc', 'b(.)', 1), split_part('a:b', ':', 5), replace('abc', 'b'), format('%s-%d', 'x', 5), array_position(ARRAY[1, 2], 5) FROM EDS", "|c||ac|x-5|0" },
        { "SELECT date_add('day', 1, eventTime), date_add('month', -1, eventTime), format_datetime(eventTime, 'yyyy-MM-dd''T''HH:mm'), millisecond(eventTime) FROM EDS", "2030-01-02 00:00:01.000|2029-12-01 00:00:01.000|2030-01-01T00:00|0" },
        { "SELECT CAST(json_parse('[\"a\",\"b\"]') AS array(varchar)), CAST(json_parse('{\"a\":{\"b\":1}}') AS map(varchar, map(varchar, bigint))), CAST(json_parse('[[1],[2]]') AS array ( array ( bigint ) )) FROM EDS", "[a, b]|{a={b=1}}|[[1], [2]]" },
        { "SELECT CAST('2020-01-01 00:00:00.5' AS timestamp(3)), CAST(json_parse('\"s\"') AS varchar), CAST(ROW(1, 'x') AS ROW(a bigint, b varchar)).b FROM EDS", "2020-01-01 00:00:00.500|s|x" },
        { "SELECT json_extract_scalar('{\"a b\":{\"c\":5}}', '$[\"a b\"].c'), json_extract_scalar('{\"d\":[{\"e:f\":1}]}', '$.d[0].e:f'), json_extract_scalar('{\"d\":null}', '$.d'), json_size('{\"a\":[1,2]}', '$.a') FROM EDS", "5|1||2" },
        { "SELECT json_array_get('[1,{\"a\":1}]', 1), json_array_get('[1,2]', -1), json_array_get('[1,2]', 9), json_array_get('{}', 0) FROM EDS", "{\"a\":1}|2||" },
        { "SELECT reduce(ARRAY[1, 2, 3], 0, (s, x) -> s + x, s -> s * 10), array_except(ARRAY[1, 2], ARRAY[2]), array_remove(ARRAY[1, 2], 1), slice(ARRAY[1, 2, 3], 2, 2), array_join(ARRAY['a', NULL, 'b'], ',', '-') FROM EDS", "60|[1]|[2]|[2, 3]|a,-,b" },
        { "SELECT map_filter(requestParameters, (k, v) -> k = 'bucketName' OR v = '5'), cardinality(map_filter(requestParameters, (k, v) -> false)), split_to_map('a=1;b=2', ';', '=') FROM EDS", "{bucketName=plans, count=5}|0|{a=1, b=2}" },
        { "SELECT cardinality(x), cardinality(y) FROM (SELECT map_keys(requestParameters) AS x, requestParameters AS y FROM EDS)", "6|6" },
        { "SELECT url_extract_host('https://u@example.com:8443/a?x=1'), url_extract_port('https://example.com:8443/a'), url_extract_path('https://example.com/a/b?x'), url_extract_parameter('https://e.com/?x=1&y=2%203', 'y') FROM EDS", "example.com|8443|/a/b|2 3" },
        { "SELECT to_hex(sha256(to_utf8('abc'))), from_utf8(from_hex('616263')), bitwise_and(6, 3), regexp_count('aXbX', 'X') FROM EDS", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD|abc|2|2" },
        { "SELECT useridentity.PRINCIPALID, count(*) FROM EDS GROUP BY userIdentity.principalId ORDER BY USERIDENTITY.principalid", "AIDA|1" },
        { "SELECT eventName FROM EDS ORDER BY eventName OFFSET 0 ROWS FETCH FIRST 1 ROWS ONLY", "PutObject" },
        { "SELECT x, n FROM EDS CROSS JOIN UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t(x, n) WHERE n = 2", "b|2" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    [MemberData(nameof(Differences))]
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
    public async Task Columns_are_named_as_the_query_writes_them_and_by_their_place()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, EventOf(1));

        var results = await ResultsAsync(await RunAsync($"SELECT eventname, count(*), userIdentity.ARN, 1 + 1 AS two, element_at(requestParameters, 'x') FROM {store} GROUP BY 1, 3, 5 UNION SELECT '', 1, '', 2, '' LIMIT 1"));

        Assert.Equal(["eventname", "_col1", "ARN", "two", "_col4"], results.QueryResultRows![0].Select(static column => column.Keys.Single()));
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
