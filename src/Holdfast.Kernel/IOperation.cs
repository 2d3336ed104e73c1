namespace Holdfast.Kernel;

/// <summary>One operation of a service: a deterministic function of the request and the call.</summary>
/// <typeparam name="TRequest">The modeled input.</typeparam>
/// <typeparam name="TResponse">The modeled output.</typeparam>
public interface IOperation<TRequest, TResponse>
{
    /// <summary>Names what the request acts on; the gateway authorizes it before the operation runs.</summary>
    ValueTask<Target> TargetAsync(TRequest request, Call call, CancellationToken cancellationToken);

    /// <summary>Runs the operation inside the call's transaction; after a conflict it runs again, in a fresh one.</summary>
    ValueTask<TResponse> ExecuteAsync(TRequest request, Call call, CancellationToken cancellationToken);
}
