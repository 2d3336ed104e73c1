using Holdfast.Gateway.Recording;
using Holdfast.Kernel.Sessions;

namespace Holdfast.Gateway.SignIn;

/// <summary>Signs in whom a SAML identity provider vouches for: AssumeRoleWithSAML, judged and recorded as anybody's, and a session of the console for the role.</summary>
/// <remarks>See "Enabling SAML 2.0 federated principals to access the AWS Management Console" in the IAM User Guide.</remarks>
internal sealed class SamlEndpoint(SignInUnits units, ConsoleSessions sessions, SessionCookie cookie, ActingCalls acting)
{
    /// <summary>Answers a response of a provider.</summary>
    public async ValueTask AnswerAsync(SignInRequest request)
    {
        var exchange = request.Exchange;
        if (request.Fields.Find("SAMLResponse") is not { } response)
        {
            SignInAnswers.RefuseRequest(exchange, 400, "A SAMLResponse is needed.");
            return;
        }

        var offered = SamlRoles.Of(response);
        var chosen = request.Fields.Find("roleIndex");
        if (chosen is null && offered.Count > 1)
        {
            SignInAnswers.OfferRoles(exchange, offered);
            return;
        }

        if (offered.Count == 0 || (chosen is not null && !offered.Any(offer => offer.Role == chosen)))
        {
            Refuse(exchange, "Your request included an invalid SAML response.");
            return;
        }

        var role = offered.First(offer => chosen is null || offer.Role == chosen);
        var (answer, error) = await acting.CallAsync(
            exchange, credential: null, "sts", "AssumeRoleWithSAML", ("RoleArn", role.Role), ("PrincipalArn", role.Provider), ("SAMLAssertion", response));
        if (answer is null)
        {
            Refuse(exchange, error!.Message);
            return;
        }

        using (answer)
        {
            await BeginAsync(request, sessions.From(acting.ReadSession(answer), duration: null, request.Now), role.Provider);
        }
    }

    private async ValueTask BeginAsync(SignInRequest request, Session session, string provider)
    {
        var exchange = request.Exchange;
        var destination = request.Fields.Find("RelayState") is { } relayed && Destinations.IsAllowed(relayed, exchange.Host)
            ? relayed
            : Destinations.ConsoleOf(ArnPartition.Of(session.Arn));
        if (await acting.FindAsync(session, request.Now) is not { } credential)
        {
            Refuse(exchange, "The role is gone.");
            return;
        }

        var happened = new SignInEvent
        {
            Name = SignInEvent.ConsoleLogin,
            Account = session.Account,
            Region = request.RegionOf(credential.Caller),
            Caller = credential.Caller,
            Additional =
            [
                new("LoginTo", destination), new("MobileVersion", "No"), new("MFAUsed", "No"), new("SamlProviderArn", provider),
            ],
        };
        if (!await units.RecordAsync(exchange, happened))
        {
            SignInAnswers.RefuseRequest(exchange, 503, "Nothing can be kept at the moment. Please try again.");
        }
        else if (!cookie.TryWrite(exchange, new(session)))
        {
            SignInAnswers.RefuseRequest(exchange, 400, "The session has more policies and tags than a browser keeps.");
        }
        else
        {
            SignInAnswers.Redirect(exchange, destination);
        }
    }

    private static void Refuse(Exchange exchange, string text) => SignInAnswers.RefuseRequest(exchange, 403, text);
}
