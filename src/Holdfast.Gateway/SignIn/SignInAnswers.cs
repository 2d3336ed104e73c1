using System.Text.Json;

namespace Holdfast.Gateway.SignIn;

/// <summary>Writes answers as the console's own endpoint does: <c>{"state":"SUCCESS","properties":{"result":"SUCCESS",…}}</c>.</summary>
internal static class SignInAnswers
{
    /// <summary>The one sentence about a wrong account, user, password or code.</summary>
    public const string Incorrect = "Your authentication information is incorrect. Please try again.";

    private const string Success = "SUCCESS";
    private const string Fail = "FAIL";

    /// <summary>Says that a step went well.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="result">The result, such as <c>SUCCESS</c> or <c>MFA</c>.</param>
    /// <param name="properties">What else there is to say; null values are left out.</param>
    public static void Succeed(Exchange exchange, string result, params ReadOnlySpan<(string Name, string? Value)> properties)
        => Write(exchange, 200, Success, result, properties);

    /// <summary>Says that a step failed; the status stays 200, as it does at AWS's endpoint.</summary>
    public static void Refuse(Exchange exchange, string text, string result = "FAILURE") => Write(exchange, 200, Fail, result, [("text", text)]);

    /// <summary>Says that nobody is signed in.</summary>
    public static void RefuseStranger(Exchange exchange)
        => Write(exchange, 401, Fail, "NOT_SIGNED_IN", [("text", "You are not signed in, or your session is over.")]);

    /// <summary>Says that a request is not one that can be answered.</summary>
    public static void RefuseRequest(Exchange exchange, int status, string text)
        => Write(exchange, status, Fail, status >= 500 ? "UNAVAILABLE" : "INVALID_REQUEST", [("text", text)]);

    /// <summary>Asks which of several roles is meant.</summary>
    public static void OfferRoles(Exchange exchange, IReadOnlyList<SamlRole> roles)
    {
        exchange.Answer.SetHeader("Content-Type", "application/json");
        using var json = new Utf8JsonWriter(exchange.Answer.Body);
        json.WriteStartObject();
        json.WriteString("state", Success);
        json.WriteStartObject("properties");
        json.WriteString("result", "ROLES");
        json.WriteStartArray("roles");
        foreach (var role in roles)
        {
            json.WriteStringValue(role.Role);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Sends the browser on.</summary>
    public static void Redirect(Exchange exchange, string destination)
    {
        exchange.Answer.Status = 302;
        exchange.Answer.SetHeader("Location", destination);
    }

    private static void Write(Exchange exchange, int status, string state, string result, params ReadOnlySpan<(string Name, string? Value)> properties)
    {
        exchange.Answer.Status = status;
        exchange.Answer.SetHeader("Content-Type", "application/json");
        using var json = new Utf8JsonWriter(exchange.Answer.Body);
        json.WriteStartObject();
        json.WriteString("state", state);
        json.WriteStartObject("properties");
        json.WriteString("result", result);
        foreach (var (name, value) in properties)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
