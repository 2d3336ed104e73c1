using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Kernel;

/// <summary>An implemented operation as the gateway holds it: how to read the request, and what to run.</summary>
public abstract class OperationBinding(OperationModel model)
{
    /// <summary>The facts of the operation.</summary>
    public OperationModel Model { get; } = model;

    /// <summary>Reads the typed request.</summary>
    public abstract IShape Read(ShapeReader reader);

    /// <summary>Names what the request acts on.</summary>
    public abstract ValueTask<Target> TargetAsync(IShape request, Call call, CancellationToken cancellationToken);

    /// <summary>Runs the operation.</summary>
    public abstract ValueTask<IShape> ExecuteAsync(IShape request, Call call, CancellationToken cancellationToken);
}

/// <summary>An implemented operation with its types.</summary>
/// <param name="model">The facts of the operation.</param>
/// <param name="read">The generated reader of the request.</param>
/// <param name="operation">The handler.</param>
public sealed class OperationBinding<TRequest, TResponse>(
    OperationModel model, Func<ShapeReader, TRequest> read, IOperation<TRequest, TResponse> operation) : OperationBinding(model)
    where TRequest : class, IShape
    where TResponse : class, IShape
{
    /// <inheritdoc/>
    public override IShape Read(ShapeReader reader) => read(reader);

    /// <inheritdoc/>
    public override ValueTask<Target> TargetAsync(IShape request, Call call, CancellationToken cancellationToken)
        => operation.TargetAsync((TRequest)request, call, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<IShape> ExecuteAsync(IShape request, Call call, CancellationToken cancellationToken)
    {
        var response = operation.ExecuteAsync((TRequest)request, call, cancellationToken);
        return response.IsCompletedSuccessfully ? new(response.Result) : AwaitAsync(response);
    }

    private static async ValueTask<IShape> AwaitAsync(ValueTask<TResponse> response) => await response;
}
