using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Creates a customer managed policy with its first version.</summary>
internal sealed class CreatePolicy(IamQuotas quotas) : IOperation<CreatePolicyRequest, CreatePolicyResponse>
{
    public ValueTask<Target> TargetAsync(CreatePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var arn = ManagedPolicy.ArnOf(call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.PolicyName);
        return new(new Target(arn).With(request.Tags.RequestKeys()));
    }

    public async ValueTask<CreatePolicyResponse> ExecuteAsync(
        CreatePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfPolicies.Read(request.Tags);
        PolicyDocuments.CheckManaged(request.PolicyDocument);
        var key = ManagedPolicy.KeyOf(call.Account, request.PolicyName);
        if (await call.Transaction.FindAsync<ManagedPolicy>(key, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException(
                $"A policy called {request.PolicyName} already exists. Duplicate names are not allowed.");
        }

        if (!await call.Transaction.HasRoomAsync<ManagedPolicy>(
            ManagedPolicy.PrefixOf(call.Account), quotas.PoliciesPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for PoliciesPerAccount: {quotas.PoliciesPerAccount}");
        }

        var now = call.NowToTheSecond();
        var policy = new ManagedPolicy
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.PolicyName,
            Path = request.Path ?? UserTable.RootPath,
            Id = call.Ids.NewUniqueId(ManagedPolicy.IdPrefix),
            Description = string.IsNullOrEmpty(request.Description) ? null : request.Description,
            CreateDate = now,
            UpdateDate = now,
            DefaultVersion = 1,
            LastVersion = 1,
            Tags = tags,
        };
        call.Transaction.Insert(policy);
        call.Transaction.Insert(new ManagedPolicyVersion
        {
            Account = policy.Account,
            PolicyId = policy.Id,
            Number = policy.DefaultVersion,
            Document = request.PolicyDocument,
            CreateDate = now,
        });

        // Unlike GetPolicy, the answer has no description, and no list of tags when there are none.
        var shape = await policy.ToListedShapeAsync(call, cancellationToken);
        return new() { Policy = shape with { Tags = policy.Tags.ToShapesOrNull() } };
    }
}
