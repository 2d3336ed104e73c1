using System.Diagnostics;
using System.Text.Json;
using Holdfast.Kernel;

namespace Holdfast.Gateway.Recording;

/// <summary>Writes the <c>userIdentity</c> of a record (CloudTrail user guide, userIdentity element).</summary>
internal static class UserIdentity
{
    private const string RootName = "root";

    /// <summary>The name that the event history finds the caller by; null when there is none.</summary>
    public static string? UsernameOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Root => RootName,
        CallerKind.User => caller.UserName,
        CallerKind.AssumedRole or CallerKind.FederatedUser => SessionNameOf(caller.Arn),
        _ => null,
    };

    /// <summary>Writes the element.</summary>
    public static void Write(Utf8JsonWriter writer, Caller caller)
    {
        writer.WriteStartObject("userIdentity"u8);
        writer.WriteString("type"u8, TypeOf(caller.Kind));
        if (caller.Kind == CallerKind.Service)
        {
            writer.WriteString("invokedBy"u8, caller.PrincipalId);
        }
        else
        {
            WritePrincipal(writer, caller);
        }

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

    private static string SessionNameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
