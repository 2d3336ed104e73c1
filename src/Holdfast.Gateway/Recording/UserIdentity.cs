using System.Diagnostics;
using System.Text.Json;
using Holdfast.Kernel;

namespace Holdfast.Gateway.Recording;

/// <summary>Writes the <c>userIdentity</c> of a record (CloudTrail user guide, userIdentity element).</summary>
internal static class UserIdentity
{
    private const string RootName = "root";
    private const int TimeLength = 20;

    /// <summary>The name that the event history finds the caller by; null when there is none.</summary>
    public static string? UsernameOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Root => RootName,
        CallerKind.User or CallerKind.WebIdentityUser or CallerKind.SamlUser => caller.UserName,
        CallerKind.AssumedRole or CallerKind.FederatedUser => LastOf(caller.Arn).ToString(),
        _ => null,
    };

    /// <summary>Writes the element.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="invokedBy">The service that calls on the caller's behalf; null for none.</param>
    public static void Write(Utf8JsonWriter writer, Caller caller, string? invokedBy = null)
    {
        writer.WriteStartObject("userIdentity"u8);
        writer.WriteString("type"u8, TypeOf(caller.Kind));
        switch (caller.Kind)
        {
            case CallerKind.Service:
                writer.WriteString("invokedBy"u8, caller.PrincipalId);
                break;
            case CallerKind.WebIdentityUser or CallerKind.SamlUser:
                WriteBearer(writer, caller);
                break;
            default:
                WritePrincipal(writer, caller);
                break;
        }

        if (invokedBy is not null)
        {
            writer.WriteString("invokedBy"u8, invokedBy);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the element as an account sees it that the caller is not of: who it is, is for the caller's own account.</summary>
    public static void WriteForeign(Utf8JsonWriter writer, Caller caller)
    {
        writer.WriteStartObject("userIdentity"u8);
        writer.WriteString("type"u8, "AWSAccount"u8);
        var isNobody = caller.Kind == CallerKind.Anonymous;
        writer.WriteString("principalId"u8, isNobody ? "" : caller.PrincipalId);
        writer.WriteString("accountId"u8, isNobody ? "anonymous" : caller.Account.Value);
        writer.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter writer, Caller caller)
    {
        writer.WriteString("principalId"u8, caller.PrincipalId);
        writer.WriteString("arn"u8, caller.Arn);
        writer.WriteString("accountId"u8, caller.Account.Value);
        if (caller.AccessKeyId is { } accessKeyId)
        {
            writer.WriteString("accessKeyId"u8, accessKeyId);
        }

        if (caller.UserName is { } userName)
        {
            writer.WriteString("userName"u8, userName);
        }

        if (caller.Session is { } session)
        {
            WriteSession(writer, caller, session);
        }
    }

    private static void WriteBearer(Utf8JsonWriter writer, Caller caller)
    {
        writer.WriteString("principalId"u8, caller.PrincipalId);
        if (caller.UserName is { } userName)
        {
            writer.WriteString("userName"u8, userName);
        }

        if (caller.IdentityProvider is { } provider)
        {
            writer.WriteString("identityProvider"u8, provider);
        }
    }

    private static void WriteSession(Utf8JsonWriter writer, Caller caller, SessionFacts session)
    {
        writer.WriteStartObject("sessionContext"u8);
        if (session.IssuerArn is { } issuer)
        {
            WriteIssuer(writer, caller, issuer);
        }

        if (session.Federation is { } federation && caller.Kind == CallerKind.AssumedRole)
        {
            WriteFederation(writer, federation);
        }

        writer.WriteStartObject("attributes"u8);
        WriteTime(writer, "creationDate"u8, session.IssuedAt);
        writer.WriteString("mfaAuthenticated"u8, session.MfaAuthenticatedAt is null ? "false"u8 : "true"u8);
        writer.WriteEndObject();
        if (session.SourceIdentity is { } source)
        {
            writer.WriteString("sourceIdentity"u8, source);
        }

        if (session.IsAssumedRoot)
        {
            writer.WriteString("assumedRoot"u8, "true"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteIssuer(Utf8JsonWriter writer, Caller caller, string arn)
    {
        var isRoot = arn.EndsWith(":root", StringComparison.Ordinal);
        writer.WriteStartObject("sessionIssuer"u8);
        writer.WriteString("type"u8, caller.Kind == CallerKind.AssumedRole ? "Role"u8 : isRoot ? "Root"u8 : "IAMUser"u8);
        if (caller.IssuerId is { } id)
        {
            writer.WriteString("principalId"u8, id);
        }

        writer.WriteString("arn"u8, arn);
        writer.WriteString("accountId"u8, caller.Account.Value);
        if (!isRoot)
        {
            writer.WriteString("userName"u8, LastOf(arn));
        }

        writer.WriteEndObject();
    }

    private static void WriteFederation(Utf8JsonWriter writer, FederationFacts federation)
    {
        writer.WriteStartObject("webIdFederationData"u8);
        writer.WriteString("federatedProvider"u8, federation.Provider);
        writer.WriteStartObject("attributes"u8);
        foreach (var (key, value) in federation.Attributes)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset instant)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        instant.UtcDateTime.TryFormat(time, out _, "yyyy-MM-dd'T'HH:mm:ss'Z'", provider: null);
        writer.WriteString(name, time);
    }

    private static ReadOnlySpan<byte> TypeOf(CallerKind kind) => kind switch
    {
        CallerKind.Root => "Root"u8,
        CallerKind.User => "IAMUser"u8,
        CallerKind.AssumedRole => "AssumedRole"u8,
        CallerKind.FederatedUser => "FederatedUser"u8,
        CallerKind.WebIdentityUser => "WebIdentityUser"u8,
        CallerKind.SamlUser => "SAMLUser"u8,
        CallerKind.Service => "AWSService"u8,
        CallerKind.Anonymous or _ => throw new UnreachableException($"A call of {kind} is not recorded."),
    };

    private static ReadOnlySpan<char> LastOf(string arn) => arn.AsSpan(arn.LastIndexOf('/') + 1);
}
