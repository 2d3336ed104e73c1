using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrailData.AuditEvents;

/// <summary>Takes events of a person's own applications into the event data stores of a channel. Each is taken or refused by itself; what is answered as taken is kept.</summary>
/// <param name="channels">The channels.</param>
internal sealed class PutAuditEvents(IEventChannels channels) : IOperation<PutAuditEventsRequest, PutAuditEventsResponse>
{
    /// <summary>"You can add up to 100 of these events (or up to 1 MB) per PutAuditEvents request."</summary>
    public const int BytesMax = 1 << 20;

    private const string ChannelType = "AWS::CloudTrail::Channel";

    public async ValueTask<Target> TargetAsync(PutAuditEventsRequest request, Call call, CancellationToken cancellationToken)
    {
        if (NameOf(request, call) is not { } name)
        {
            return new(new Arn(request.ChannelArn));
        }

        var channel = await channels.FindAsync(call.Transaction, name, cancellationToken);
        return new(new Arn(name.Arn))
        {
            Owner = name.Account,
            ResourcePolicy = channel?.ResourcePolicy,
            Context = [.. TagsOf(channel), .. ExternalIdOf(request)],
            Named = [new(new Arn(name.Arn), name.Account, ChannelType)],
        };
    }

    public async ValueTask<PutAuditEventsResponse> ExecuteAsync(PutAuditEventsRequest request, Call call, CancellationToken cancellationToken)
    {
        var name = NameOf(request, call) ?? throw new InvalidChannelARNException($"The specified channel ARN is not valid: {request.ChannelArn}.");
        var channel = await channels.FindAsync(call.Transaction, name, cancellationToken);
        if (channel is null || name.Region != call.Region)
        {
            throw new ChannelNotFoundException($"The channel {name.Arn} was not found.");
        }

        Check(request.AuditEvents);
        var terms = new AuditEventTerms(name, channel.Retention, call.Now);
        var kept = new List<string>();
        var successful = new List<AuditEventResultEntryShape>();
        var failed = new List<ResultErrorEntryShape>();
        foreach (var each in request.AuditEvents)
        {
            if (terms.FindFault(each) is { } fault)
            {
                failed.Add(new() { Id = each.Id, ErrorCode = fault.Code, ErrorMessage = fault.Message });
                continue;
            }

            var id = call.Ids.NewGuid().ToString();
            kept.Add(terms.Write(each, id));
            successful.Add(new() { Id = each.Id, EventID = id });
        }

        await channels.PutAsync(
            call, name, new(kept, request.AuditEvents[^1].Id, successful is [.., var last] ? last.Id : null, failed is [.., var refused] ? refused.ErrorCode : null), cancellationToken);
        return new() { Successful = successful, Failed = failed };
    }

    // "The ARN or ID (the ARN suffix) of a channel."
    private static ChannelName? NameOf(PutAuditEventsRequest request, Call call)
        => ChannelName.Parse(request.ChannelArn.StartsWith("arn:", StringComparison.Ordinal) ? request.ChannelArn : new ChannelName(call.Region, call.Account, request.ChannelArn).Arn);

    private static void Check(IReadOnlyList<AuditEventShape> events)
    {
        if (events.DistinctBy(static each => each.Id, StringComparer.Ordinal).Count() < events.Count)
        {
            throw new DuplicatedAuditEventIdException("Two or more entries in the request have the same event ID.");
        }

        if (events.Sum(static each => (long)Encoding.UTF8.GetByteCount(each.EventData)) > BytesMax)
        {
            throw new CommonException("ValidationException", 400, $"The audit events of a request must not be longer than {BytesMax} bytes.");
        }
    }

    private static IEnumerable<ConditionKey> TagsOf(EventChannel? channel)
        => channel?.Tags.Select(static tag => new ConditionKey($"aws:ResourceTag/{tag.Key}", tag.Value)) ?? [];

    private static IEnumerable<ConditionKey> ExternalIdOf(PutAuditEventsRequest request)
        => request.ExternalId is { } id ? [new ConditionKey("cloudtrail:ExternalId", id)] : [];
}
