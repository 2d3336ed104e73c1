using System.IO.Compression;
using System.Text;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Imports;

/// <summary>A bucket with log files, a role that may read it, and shorter ways to import.</summary>
public abstract class ImportTests : LakeTests
{
    /// <summary>The role of most imports.</summary>
    protected const string RoleName = "importer";

    /// <summary>The folder of most log files.</summary>
    protected static readonly string Folder = $"AWSLogs/{World.Account}/CloudTrail/us-east-1/2030/01/01/";

    /// <summary>The ARN of the role.</summary>
    protected static readonly string RoleArn = $"arn:aws:iam::{World.Account}:role/{RoleName}";

    private protected StartImport Importing => new(Lake.Sources);

    /// <summary>Makes a store, a bucket and a role that trusts CloudTrail for this store and may read the bucket.</summary>
    /// <returns>The id of the store.</returns>
    protected async Task<string> GivenSourceAsync(string principal = "cloudtrail.amazonaws.com", string action = "s3:*")
    {
        var id = await GivenStoreAsync(request => request with { StartIngestion = false });
        await World.CallAsync(new CreateBucket(Parts.Get<S3Quotas>()), new() { Bucket = Bucket });
        await World.CallAsync(new CreateRole(new IamQuotas()), new()
        {
            RoleName = RoleName,
            AssumeRolePolicyDocument = $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{principal}}"},"Action":"sts:AssumeRole",
                "Condition":{"StringEquals":{"aws:SourceArn":"{{StoreArnOf(id)}}","aws:SourceAccount":"{{World.Account}}"} } }]}
                """,
        });
        await AllowAsync(action);
        return id;
    }

    /// <summary>Says what the role may do with the bucket.</summary>
    protected Task AllowAsync(string action, string resource = "*") => World.CallAsync(new PutRolePolicy(), new()
    {
        RoleName = RoleName,
        PolicyName = "reading",
        PolicyDocument = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListBucket","{{action}}"],"Resource":"{{resource}}"}]}""",
    });

    /// <summary>The key of a log file of a minute of the first hour.</summary>
    protected static string KeyOf(int minute, string? folder = null) => $"{folder ?? Folder}{World.Account}_CloudTrail_us-east-1_20300101T00{minute:D2}Z_{minute:D16}.json.gz";

    /// <summary>Puts a log file into the bucket.</summary>
    /// <returns>Its key.</returns>
    protected Task<string> GivenFileAsync(int minute, params int[] events) => GivenFileAsync(KeyOf(minute), Packed($"{{\"Records\":[{string.Join(',', events.Select(static number => EventOf(number)))}]}}"));

    /// <summary>Puts an object into the bucket.</summary>
    /// <returns>Its key.</returns>
    protected async Task<string> GivenFileAsync(string key, byte[] content)
    {
        await World.CallAsync(new PutObject(Parts.Get<BodyIntake>(), Parts.Get<Envelopes>()), new() { Bucket = Bucket, Key = key, Body = new MemoryStream(content) });
        return key;
    }

    /// <summary>Packs a text.</summary>
    protected static byte[] Packed(string text)
    {
        using var buffer = new MemoryStream();
        using (var packer = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }

    /// <summary>Starts an import.</summary>
    /// <returns>Its id.</returns>
    private protected async Task<string> StartAsync(string store, Func<StartImportRequest, StartImportRequest>? change = null)
    {
        var request = RequestFor(store);
        return (await World.CallAsync(Importing, change?.Invoke(request) ?? request)).ImportId!;
    }

    private protected static StartImportRequest RequestFor(string store) => new()
    {
        Destinations = [StoreArnOf(store)],
        ImportSource = SourceOf(),
    };

    private protected static ImportSourceShape SourceOf(string uri = "s3://" + Bucket, string region = "us-east-1", string? role = null)
        => new() { S3 = new() { S3LocationUri = uri, S3BucketRegion = region, S3BucketAccessRoleArn = role ?? RoleArn } };

    private protected Task<GetImportResponse> GetAsync(string id) => World.CallAsync(new GetImport(), new() { ImportId = id });

    private protected async Task<IReadOnlyList<ImportFailureListItemShape>> FailuresAsync(string id)
        => (await World.CallAsync(new ListImportFailures(), new() { ImportId = id })).Failures!;

    /// <summary>The numbers of the events in a store.</summary>
    protected async Task<IReadOnlyList<string>> NumbersAsync(string store)
        => await AskAsync($"SELECT CAST(CAST(substr(eventID, 25) AS INTEGER) AS VARCHAR) FROM {store} ORDER BY eventID");
}
