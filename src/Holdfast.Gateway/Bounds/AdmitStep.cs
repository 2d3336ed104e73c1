using System.Net;
using Holdfast.Gateway.Errors;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.Bounds;

/// <summary>Keeps the bounds that do not depend on the operation: headers, and how many requests a source and an account make.</summary>
internal sealed class AdmitStep(GateOptions options, TimeProvider wallClock)
{
    private readonly RateTable<IPAddress> _sources = new(options.RequestsPerSecondPerSource, options.RatesKeptMax, wallClock);
    private readonly RateTable<AccountId> _accounts = new(options.RequestsPerSecondPerAccount, options.RatesKeptMax, wallClock);

    /// <summary>Checks what is known before anything of the request is believed; null when it may go on.</summary>
    public ErrorFacts? AdmitRequest(Exchange exchange)
    {
        if (exchange.Headers.Count > options.HeaderCountMax
            || exchange.Headers.Bytes > options.HeaderBytesMax
            || exchange.RawPath.Length + exchange.RawQuery.Length > options.RequestLineBytesMax)
        {
            return AnswerStep.FactsOf(CommonErrors.HeadersTooLarge(exchange.Family));
        }

        return _sources.TryTake(exchange.SourceAddress) ? null : AnswerStep.FactsOf(CommonErrors.Throttling(exchange.Family));
    }

    /// <summary>Takes a request off the account's rate; null when it may go on.</summary>
    public ServiceException? AdmitAccount(Exchange exchange)
        => exchange.Credential is not { } credential || _accounts.TryTake(credential.Caller.Account)
            ? null
            : CommonErrors.Throttling(exchange.Family);
}
