using System.IO.Compression;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Import;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Reads the buckets of imports, as the role that each import names: the role trusts CloudTrail, and its own policies let it read.</summary>
/// <param name="roles">Acts as roles.</param>
/// <param name="objects">Reads objects.</param>
internal sealed class ImportSources(IServiceRoles roles, IObjectWriter objects)
{
    private const string SessionName = "CloudTrailLakeImport";
    private const int FileBytesMax = 512 << 20;

    /// <summary>Looks into a bucket as the import will.</summary>
    /// <exception cref="InvalidImportSourceException">There is no such bucket, it is in another region, or the role does not trust CloudTrail.</exception>
    /// <exception cref="InsufficientEncryptionPolicyException">The role may not list the bucket.</exception>
    public async ValueTask CheckAsync(LakeImport import, Call call, CancellationToken cancellationToken)
    {
        var place = ImportPlace.Parse(import.Location);
        if (!Arn.TryParse(import.RoleArn, null, out var role) || role.Account != import.Account.Value || !role.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            throw new InvalidImportSourceException($"The access role {import.RoleArn} is not the ARN of a role of your account.");
        }

        var service = TrailCall.Of(import.Store, import.Account, new(import.Region), call.Now, call.Ids, call.Transaction);
        var session = await AssumeAsync(import, service, cancellationToken);
        try
        {
            var page = await ListAsync(import, await roles.ActAsync(service, session, cancellationToken), place, cancellationToken);
            if (page.Region.Value != import.BucketRegion)
            {
                throw new InvalidImportSourceException($"The bucket {place.Bucket} is not in the Region {import.BucketRegion}.");
            }
        }
        catch (ServiceException refusal) when (refusal.Code == "NoSuchBucket")
        {
            throw new InvalidImportSourceException($"The S3 bucket {place.Bucket} does not exist.");
        }
        catch (ServiceException refusal) when (refusal is not InvalidImportSourceException)
        {
            throw new InsufficientEncryptionPolicyException($"Insufficient permissions to access S3 bucket {place.Bucket} with the role {import.RoleArn}.");
        }
    }

    /// <summary>Acts as the role of an import.</summary>
    /// <param name="import">The import.</param>
    /// <param name="session">The session that there is; null for none.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The session, and the call as it.</returns>
    /// <exception cref="ServiceException">The role may not be acted as any more.</exception>
    public async ValueTask<(Session Session, Call Call)> ActAsync(LakeImport import, Session? session, Step step, CancellationToken cancellationToken)
    {
        var service = TrailCall.Of(import.Store, import.Account, new(import.Region), step.Now, step.Ids, step.Transaction);
        if (session is null || session.ExpiresAt <= step.Now)
        {
            session = await AssumeAsync(import, service, cancellationToken);
        }

        return (session, await roles.ActAsync(service, session, cancellationToken));
    }

    /// <summary>Lists the keys that come next.</summary>
    public ValueTask<ListedKeys> ListAsync(LakeImport import, Call asRole, ImportPlace place, CancellationToken cancellationToken)
        => objects.ListAsync(asRole.In(new(import.BucketRegion)), place.Bucket, place.Prefix, import.Through, cancellationToken);

    /// <summary>Reads the events of a file.</summary>
    /// <param name="import">The import.</param>
    /// <param name="asRole">The call as the role.</param>
    /// <param name="file">Where it is.</param>
    /// <param name="events">Takes the events.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Why it could not be read to its end; null when it was.</returns>
    public async ValueTask<(string Kind, string Message)?> ReadAsync(
        LakeImport import, Call asRole, (string Bucket, string Key) file, List<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await objects.OpenAsync(asRole.In(new(import.BucketRegion)), file.Bucket, file.Key, cancellationToken);
            return content is null ? ("NoSuchKey", "The log file does not exist any more.") : await ReadAsync(content, events, cancellationToken);
        }
        catch (ServiceException refusal)
        {
            return (TrailCall.ErrorOf(refusal), refusal.Message);
        }
        catch (MalformedFileException malformed)
        {
            return (ImportFailure.Malformed, $"At byte {malformed.Position}: {malformed.Message}");
        }
        catch (InvalidDataException damaged)
        {
            return (ImportFailure.Malformed, damaged.Message);
        }
    }

    private static async ValueTask<(string Kind, string Message)?> ReadAsync(Stream content, List<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await content.CopyToAsync(packed, cancellationToken);
        if (packed.Length > FileBytesMax)
        {
            return (ImportFailure.Malformed, $"The log file is longer than {FileBytesMax} bytes.");
        }

        packed.Position = 0;
        using var records = new RecordFile(new GZipStream(packed, CompressionMode.Decompress));
        var read = new ImportedRecord();
        (string, string)? fault = null;
        var position = records.Position;
        for (var record = records.Read(); !record.IsEmpty; record = records.Read())
        {
            if (read.Read(record.Span) is { } why)
            {
                fault ??= (ImportFailure.Malformed, $"At byte {position}: {why}");
            }
            else
            {
                events.Add(record.ToArray());
            }

            position = records.Position;
        }

        return fault;
    }

    private async ValueTask<Session> AssumeAsync(LakeImport import, Call service, CancellationToken cancellationToken)
    {
        try
        {
            return await roles.AssumeAsync(service, import.RoleArn, SessionName, cancellationToken);
        }
        catch (ServiceException refusal)
        {
            throw new InvalidImportSourceException($"The role {import.RoleArn} cannot be assumed by CloudTrail. {refusal.Message}");
        }
    }
}
