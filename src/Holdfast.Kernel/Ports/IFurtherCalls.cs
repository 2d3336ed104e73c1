using Holdfast.Protocols.Shapes;

namespace Holdfast.Kernel.Ports;

/// <summary>Makes the calls that a service makes on behalf of a caller, or for itself; implemented by the gateway, asked by the services that other services use.</summary>
/// <remarks>There is one judge and one record for all calls, whoever makes them and however they come.</remarks>
public interface IFurtherCalls
{
    /// <summary>Authorizes, performs and records an operation in the transaction of another call.</summary>
    /// <param name="binding">The operation.</param>
    /// <param name="request">Its request.</param>
    /// <param name="call">The call on whose behalf it is made.</param>
    /// <param name="service">The service that makes it, as its endpoints are named, such as <c>s3</c>; null when the caller is the service itself.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ServiceException">It is refused, with the code <c>AccessDeniedException</c>, or fails as the operation says.</exception>
    ValueTask<TResponse> RunAsync<TRequest, TResponse>(
        OperationBinding<TRequest, TResponse> binding, TRequest request, Call call, string? service, CancellationToken cancellationToken)
        where TRequest : class, IShape
        where TResponse : class, IShape;

    /// <summary>Gives what governs the calls of an identity, for a service that makes some as it (<see cref="Call.Authority"/>).</summary>
    Authority AuthorityOf(Identity identity);
}
