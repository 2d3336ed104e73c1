using System.Buffers;
using System.Globalization;
using System.Text;
using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Measuring;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>Writes the measures in Prometheus's text format.</summary>
/// <remarks>The labels are the names in the models, and the names of buckets, of which so many are shown and no more: their number is bounded.</remarks>
internal sealed class MetricsPage(IWorld world, Measures measures, IStore store, CredentialMemo credentials, SessionMemo sessions, IStorageMeasures? storage)
{
    private static readonly string[] OutcomeNames = ["success", "error", "denied", "not_implemented", "fault"];

    /// <summary>Writes all measures.</summary>
    public async ValueTask WriteAsync(Answer answer)
    {
        answer.SetHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        var text = new StringBuilder();
        OperationMeasure[] operations = [measures.Unrecognized, .. measures.Operations];
        WriteRequests(text, operations);
        WriteLatencies(text, operations);
        WriteOne(text, "changes_total", "The number of the latest change.", store.LastSequence, isCounter: true);
        WriteStore(text, store.Statistics);
        WriteOne(text, "credentials_kept", "Access keys that are kept opened and compiled.", credentials.Count, isCounter: false);
        WriteOne(text, "sessions_kept", "Sessions of temporary credentials that are kept opened and compiled.", sessions.Count, isCounter: false);
        WriteOne(text, "pump_parked", "Steps of background work that wait for a person.", await world.CountParkedAsync(), isCounter: false);
        if (storage is not null)
        {
            WriteStorage(text, await storage.ReadAsync(CancellationToken.None));
        }

        answer.Body.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void WriteHead(StringBuilder text, string name, string help, string type)
        => text.Append(CultureInfo.InvariantCulture, $"# HELP holdfast_{name} {help}\n# TYPE holdfast_{name} {type}\n");

    private static void WriteOne(StringBuilder text, string name, string help, double value, bool isCounter)
    {
        WriteHead(text, name, help, isCounter ? "counter" : "gauge");
        text.Append(CultureInfo.InvariantCulture, $"holdfast_{name} {value}\n");
    }

    private static void WriteStore(StringBuilder text, StoreStatistics store)
    {
        WriteOne(text, "store_commits_total", "Units of work that were kept.", store.Commits, isCounter: true);
        WriteOne(text, "store_conflicts_total", "Units of work that met another's.", store.Conflicts, isCounter: true);
        WriteOne(text, "store_groups_total", "Times that the disk was waited for; commits divided by this is the size of a group.", store.Groups, isCounter: true);
        WriteOne(text, "store_failures_total", "Groups that the disk refused.", store.Failures, isCounter: true);
        WriteOne(text, "store_deferred_entries", "Entries of streams that wait for the next group.", store.DeferredEntries, isCounter: false);
        WriteOne(text, "store_failing", "Whether the last group was refused.", store.Fault is null ? 0 : 1, isCounter: false);
    }

    private static void WriteRequests(StringBuilder text, OperationMeasure[] operations)
    {
        WriteHead(text, "requests_total", "Requests by service, operation and outcome.", "counter");
        foreach (var operation in operations)
        {
            for (var outcome = 0; outcome < OutcomeNames.Length; outcome++)
            {
                if (operation.CountOf((Outcome)outcome) is > 0 and var count)
                {
                    text.Append(CultureInfo.InvariantCulture, $"holdfast_requests_total{{{LabelsOf(operation)},outcome=\"{OutcomeNames[outcome]}\"}} {count}\n");
                }
            }
        }
    }

    private static void WriteLatencies(StringBuilder text, OperationMeasure[] operations)
    {
        WriteHead(text, "request_duration_seconds", "How long requests took, from their headers to their answer.", "histogram");
        foreach (var operation in operations)
        {
            var labels = LabelsOf(operation);
            var count = 0L;
            for (var i = 0; i < OperationMeasure.Bounds.Length; i++)
            {
                count += operation.CountOf(i);
                text.Append(CultureInfo.InvariantCulture, $"holdfast_request_duration_seconds_bucket{{{labels},le=\"{OperationMeasure.Bounds[i].TotalSeconds}\"}} {count}\n");
            }

            count += operation.CountOf(OperationMeasure.Bounds.Length);
            text.Append(CultureInfo.InvariantCulture, $"holdfast_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} {count}\n")
                .Append(CultureInfo.InvariantCulture, $"holdfast_request_duration_seconds_sum{{{labels}}} {operation.Total.TotalSeconds}\n")
                .Append(CultureInfo.InvariantCulture, $"holdfast_request_duration_seconds_count{{{labels}}} {count}\n");
        }
    }

    private static void WriteStorage(StringBuilder text, IReadOnlyList<StorageMeasure> measures)
    {
        Write("bucket_objects", "Objects and versions by bucket and storage class.", static measure => measure.Objects);
        Write("bucket_bytes", "Their bytes in the clear.", static measure => measure.Bytes);
        Write("bucket_disk_bytes", "The bytes that they take, sealed and compressed.", static measure => measure.BytesOnDisk);

        void Write(string name, string help, Func<StorageMeasure, long> value)
        {
            WriteHead(text, name, help, "gauge");
            foreach (var measure in measures)
            {
                text.Append(CultureInfo.InvariantCulture, $"holdfast_{name}{{bucket=\"{measure.Bucket}\",storage_class=\"{measure.StorageClass}\"}} {value(measure)}\n");
            }
        }
    }

    private static string LabelsOf(OperationMeasure operation) => $"service=\"{operation.Service}\",operation=\"{operation.Operation}\"";
}
