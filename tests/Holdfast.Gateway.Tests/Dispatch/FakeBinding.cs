using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Services.Sts;

namespace Holdfast.Gateway.Tests.Dispatch;

/// <summary>An operation whose target a test says, and which does nothing.</summary>
internal sealed class FakeBinding(OperationModel model, Func<Call, Target> targetOf) : OperationBinding(model)
{
    public override IShape Read(ShapeReader reader) => throw new NotSupportedException();

    public override ValueTask<Target> TargetAsync(IShape request, Call call, CancellationToken cancellationToken) => new(targetOf(call));

    public override ValueTask<IShape> ExecuteAsync(IShape request, Call call, CancellationToken cancellationToken)
        => new(new GetCallerIdentityResponse());
}
