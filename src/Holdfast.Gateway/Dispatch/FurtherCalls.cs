using Holdfast.Gateway.Authorization;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Dispatch;

/// <summary>Judges, performs and records the calls that services make, as the dispatcher does those of clients.</summary>
/// <param name="sealer">Seals what a refusal tells.</param>
/// <param name="recorder">Records them.</param>
/// <remarks>
/// A call that fails is recorded in the transaction of the call on whose behalf it was made; when that one fails for it, its own record alone is kept,
/// which tells the error.
/// </remarks>
public sealed class FurtherCalls(ISecretSealer sealer, IRecorder recorder) : IFurtherCalls, IPermissions
{
    private readonly PolicyJudge _judge = new(sealer);

    /// <inheritdoc/>
    public async ValueTask<TResponse> RunAsync<TRequest, TResponse>(
        OperationBinding<TRequest, TResponse> binding, TRequest request, Call call, string? service, CancellationToken cancellationToken)
        where TRequest : class, IShape
        where TResponse : class, IShape
    {
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(call);
        var inner = service is null ? call : call.Through(service);
        var target = await binding.TargetAsync(request, inner, cancellationToken);
        try
        {
            if (_judge.FindRefusalOfAny(binding.Model, target, inner, GrantsOf(inner)) is { } denial)
            {
                throw new CommonException("AccessDeniedException", 400, denial);
            }

            var response = (TResponse)await binding.ExecuteAsync(request, inner, cancellationToken);
            Record(binding.Model, request, response, inner, target, error: null);
            return response;
        }
        catch (ServiceException error)
        {
            Record(binding.Model, request, output: null, inner, target, error);
            throw;
        }
    }

    /// <inheritdoc/>
    public string? FindRefusal(OperationModel operation, Target target, Call call)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(call);
        return _judge.FindRefusalOfAny(operation, target, call, GrantsOf(call));
    }

    /// <inheritdoc/>
    public Authority AuthorityOf(Identity identity) => _judge.Prepare(identity);

    // Without authority nobody has policies: a service is governed by those of resources, and nobody else gets anything.
    private Grants GrantsOf(Call call)
        => call.Authority as Grants ?? _judge.Prepare(new() { Caller = call.Caller, IsActive = true, Policies = [] });

    private void Record(OperationModel operation, IShape input, IShape? output, Call call, Target target, ServiceException? error)
        => recorder.RecordForAll(
            call.Transaction,
            new RecordedCall
            {
                Operation = operation,
                Caller = call.Caller,
                Account = call.Caller.Account,
                Region = call.Region,
                Now = call.Now,
                RequestId = call.RequestId,
                Request = call.Request,
                Input = input,
                Output = output,
                Error = error,
                Resources = target.Named,
                Texts = target.RecordedTexts,
                Additions = target.RecordedAdditions,
                InvokedBy = call.ViaService is null ? null : call.Request.SourceIp,
            },
            call.Ids);
}
