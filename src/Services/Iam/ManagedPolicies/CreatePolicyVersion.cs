using Holdfast.Kernel;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Adds a version to a managed policy and, if the caller wants, puts it in force.</summary>
internal sealed class CreatePolicyVersion(IamQuotas quotas) : IOperation<CreatePolicyVersionRequest, CreatePolicyVersionResponse>
{
    public ValueTask<Target> TargetAsync(CreatePolicyVersionRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.PolicyArn, cancellationToken);

    public async ValueTask<CreatePolicyVersionResponse> ExecuteAsync(
        CreatePolicyVersionRequest request, Call call, CancellationToken cancellationToken)
    {
        call.RefuseChangeOfAws(request.PolicyArn, "iam:CreatePolicyVersion");
        var policy = await call.PolicyAsync(request.PolicyArn, cancellationToken);
        PolicyDocuments.CheckManaged(request.PolicyDocument);
        if (!await call.Transaction.HasRoomAsync<ManagedPolicyVersion>(
            ManagedPolicyVersion.PrefixOf(policy.Account, policy.Id), quotas.VersionsPerPolicy, cancellationToken))
        {
            throw new LimitExceededException(
                $"A managed policy can have up to {quotas.VersionsPerPolicy} versions. "
                + "Before you create a new version, you must delete an existing version.");
        }

        var version = new ManagedPolicyVersion
        {
            Account = policy.Account,
            PolicyId = policy.Id,
            Number = policy.LastVersion + 1,
            Document = request.PolicyDocument,
            CreateDate = call.NowToTheSecond(),
        };
        var updated = policy with
        {
            LastVersion = version.Number,
            DefaultVersion = request.SetAsDefault == true ? version.Number : policy.DefaultVersion,
            UpdateDate = version.CreateDate,
        };
        call.Transaction.Insert(version);
        call.Transaction.Replace(policy, updated);
        return new() { PolicyVersion = version.ToShape(updated) };
    }
}
