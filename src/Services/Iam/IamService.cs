using Holdfast.Kernel;
using Holdfast.Kernel.Work;
using Holdfast.Services.Iam.CredentialReports;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Iam.ServiceLinkedRoles;

namespace Holdfast.Services.Iam;

/// <summary>Identity and Access Management: the users, groups and policies of an account, and the keys that sign.</summary>
/// <remarks>The model, the shapes and the list of operations are generated from <c>Model/iam.json</c>; each operation is a file in the folder of its resource.</remarks>
public sealed partial class IamService : IService
{
    /// <inheritdoc/>
    public IReadOnlyList<IFollower> Followers(Dependencies dependencies) => [new BeginUses(), new ForgetUses()];

    /// <inheritdoc/>
    public IReadOnlyList<ITimerHandler> TimerHandlers(Dependencies dependencies)
    {
        var uses = dependencies.Get<LastUses>();
        return
        [
            new DeleteLinkedRoles(dependencies.Get<LastUses>()),
            new RenewOutboundKeys(dependencies.Get<ISecretSealer>()),
            new FoldUses(uses),
            new CompleteAccessJob(uses),
            new MakeCredentialReport(uses),
        ];
    }
}
