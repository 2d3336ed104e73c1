using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Gateway.Recording;

/// <summary>Composes the records of the sign-in and appends them to the audit stream of the account, in the transaction of what they tell of.</summary>
/// <param name="ids">The source of event ids.</param>
internal sealed class SignInRecorder(IdSource ids)
{
    /// <summary>What stands in the place of a name that no user has: it may be a password that was typed in the wrong field.</summary>
    public const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private const string Source = "signin.amazonaws.com";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Appends the record of an event.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="request">The facts of the request.</param>
    /// <param name="now">The instant.</param>
    public void Record(ITransaction transaction, SignInEvent happened, RequestFacts request, DateTimeOffset now)
    {
        var buffer = RecordBuffer.Take();
        var eventId = ids.NewGuid();
        Write(buffer.Writer, happened, request, now, eventId);
        buffer.Labels.AddRange(
        [
            RecordLabels.Of("EventName", happened.Name),
            RecordLabels.Of("EventSource", Source),
            RecordLabels.Of("ReadOnly", "false"),
            RecordLabels.Of("EventId", eventId.ToString("D")),
            RecordLabels.Of("Username", happened.Caller is { } caller ? UserIdentity.UsernameOf(caller) ?? Hidden : Hidden),
        ]);
        if (happened.Caller?.AccessKeyId is { } accessKeyId)
        {
            buffer.Labels.Add(RecordLabels.Of("AccessKeyId", accessKeyId));
        }

        transaction.Append(AuditStream.NameOf(happened.Account, happened.Region), new StreamAppend(now, buffer.Finish(), buffer.Labels));
    }

    private static void Write(Utf8JsonWriter writer, SignInEvent happened, RequestFacts request, DateTimeOffset now, Guid eventId)
    {
        writer.WriteStartObject();
        writer.WriteString("eventVersion"u8, "1.11"u8);
        WriteIdentity(writer, happened);
        writer.WriteString("eventTime"u8, now.UtcDateTime.ToString(TimeFormat, provider: null));
        writer.WriteString("eventSource"u8, Source);
        writer.WriteString("eventName"u8, happened.Name);
        writer.WriteString("awsRegion"u8, happened.Region.Value);
        writer.WriteString("sourceIPAddress"u8, request.SourceIp);
        if (request.UserAgent.Length > 0)
        {
            RecordLimits.WriteText(writer, "userAgent"u8, request.UserAgent);
        }

        if (happened.ErrorMessage is { } error)
        {
            RecordLimits.WriteText(writer, "errorMessage"u8, error);
        }

        writer.WriteNull("requestParameters"u8);
        WriteResponse(writer, happened);
        WriteAdditional(writer, happened.Additional);
        writer.WriteString("eventID"u8, eventId);
        writer.WriteBoolean("readOnly"u8, false);
        writer.WriteString("eventType"u8, "AwsConsoleSignIn"u8);
        writer.WriteBoolean("managementEvent"u8, true);
        writer.WriteString("recipientAccountId"u8, happened.Account.Value);
        writer.WriteString("eventCategory"u8, "Management"u8);
        TlsDetails.Write(writer, request);
        writer.WriteEndObject();
    }

    // A user whose attempt failed has no ARN in the record, and whoever has not signed in yet an empty access key: as in AWS's own records.
    private static void WriteIdentity(Utf8JsonWriter writer, SignInEvent happened)
    {
        if (happened.Caller is { Kind: not (CallerKind.Root or CallerKind.User) } session)
        {
            UserIdentity.Write(writer, session);
            return;
        }

        writer.WriteStartObject("userIdentity"u8);
        writer.WriteString("type"u8, happened.Caller is { Kind: CallerKind.Root } ? "Root"u8 : "IAMUser"u8);
        if (happened.Caller is { } caller)
        {
            var isSignedIn = happened is { Name: not SignInEvent.CheckMfa, ErrorMessage: null };
            writer.WriteString("principalId"u8, caller.PrincipalId);
            if (isSignedIn || caller.Kind == CallerKind.Root)
            {
                writer.WriteString("arn"u8, caller.Arn);
            }

            writer.WriteString("accountId"u8, caller.Account.Value);
            if (!isSignedIn || caller.Kind == CallerKind.Root)
            {
                writer.WriteString("accessKeyId"u8, ""u8);
            }

            if (caller.UserName is { } userName)
            {
                writer.WriteString("userName"u8, userName);
            }
        }
        else
        {
            writer.WriteString("accountId"u8, happened.Account.Value);
            writer.WriteString("accessKeyId"u8, ""u8);
            writer.WriteString("userName"u8, Hidden);
        }

        writer.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter writer, SignInEvent happened)
    {
        writer.WriteStartObject("responseElements"u8);
        if (happened.IssuedAccessKeyId is { } accessKeyId)
        {
            writer.WriteStartObject("credentials"u8);
            writer.WriteString("accessKeyId"u8, accessKeyId);
            writer.WriteEndObject();
        }

        writer.WriteString(happened.Name, happened.ErrorMessage is null ? "Success"u8 : "Failure"u8);
        writer.WriteEndObject();
    }

    private static void WriteAdditional(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> additional)
    {
        if (additional.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("additionalEventData"u8);
        foreach (var (name, value) in additional)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }
}
