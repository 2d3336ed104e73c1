using Holdfast.Gateway.Authentication;
using Holdfast.Gateway.Bounds;
using Holdfast.Gateway.Dispatch;
using Holdfast.Gateway.Forms;
using Holdfast.Gateway.Recognition;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway;

/// <summary>The one road that every call takes, whoever sends it. Each step sets what it found, or says what the client reads instead.</summary>
/// <remarks>
/// listen ─ recognize ─ admit ─ route ─ authenticate ─ read ─ authorize ─ perform ─ record and commit ─ answer.
/// Until a call is authenticated its refusals are values of the wire and leave no trace; from then on they are errors of a service,
/// which are recorded, as everything is that an authenticated caller does.
/// </remarks>
internal sealed class RequestPath(
    AdmitStep admit,
    RecognizeStep recognize,
    Authenticator authenticator,
    FormAuthenticator forms,
    ReadStep read,
    Dispatcher dispatcher,
    CrossOriginStep crossOrigin,
    IdSource ids)
{
    /// <summary>Takes one exchange down the road.</summary>
    public async ValueTask RunAsync(Exchange exchange)
    {
        exchange.RequestId = ids.NewGuid().ToString();
        recognize.Recognize(exchange);
        if (crossOrigin.IsPreflight(exchange))
        {
            if ((admit.AdmitRequest(exchange) ?? await crossOrigin.AnswerPreflightAsync(exchange)) is { } notAllowed)
            {
                AnswerStep.WriteError(exchange, notAllowed);
            }

            return;
        }

        await AnswerAsync(exchange);
        await crossOrigin.AddAsync(exchange);
    }

    private async ValueTask AnswerAsync(Exchange exchange)
    {
        var refusal = admit.AdmitRequest(exchange)
            ?? await recognize.RouteAsync(exchange)
            ?? await AuthenticateAsync(exchange);
        if (refusal is not null)
        {
            AnswerStep.WriteError(exchange, refusal);
            return;
        }

        var error = admit.AdmitAccount(exchange)
            ?? ReadStep.CheckImplemented(exchange)
            ?? await read.ReadAsync(exchange);
        error = error is null
            ? await dispatcher.DispatchAsync(exchange)
            : await dispatcher.RecordRefusalAsync(exchange, error);
        if (error is null)
        {
            AnswerStep.WriteResponse(exchange);
            if (exchange.Form is { Form: { } form })
            {
                FormAnswer.Write(exchange, form);
            }
        }
        else
        {
            AnswerStep.WriteError(exchange, AnswerStep.FactsOf(error));
        }
    }

    private ValueTask<ErrorFacts?> AuthenticateAsync(Exchange exchange)
    {
        if (exchange.Form is { } form)
        {
            return forms.AuthenticateAsync(exchange, form);
        }

        var refusal = authenticator.AuthenticateAsync(exchange);
        return refusal.IsCompletedSuccessfully ? new(FactsOf(refusal.Result, exchange)) : AwaitAsync(refusal, exchange);
    }

    private static async ValueTask<ErrorFacts?> AwaitAsync(ValueTask<Refusal?> refusal, Exchange exchange)
        => FactsOf(await refusal, exchange);

    private static ErrorFacts? FactsOf(Refusal? refusal, Exchange exchange)
    {
        if (refusal is null)
        {
            return null;
        }

        var code = RefusalCodes.For(refusal.Kind, exchange.Family);
        return new ErrorFacts(code.Code, refusal.Message, code.Status) { Details = refusal.Details };
    }
}
