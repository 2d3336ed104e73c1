using Holdfast.Kernel;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.InstanceProfiles;

/// <summary>Creates an instance profile without a role.</summary>
internal sealed class CreateInstanceProfile(IamQuotas quotas) : IOperation<CreateInstanceProfileRequest, CreateInstanceProfileResponse>
{
    public ValueTask<Target> TargetAsync(CreateInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var arn = InstanceProfile.ArnOf(
            call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.InstanceProfileName);
        return new(new Target(arn).With(request.Tags.RequestKeys()));
    }

    public async ValueTask<CreateInstanceProfileResponse> ExecuteAsync(
        CreateInstanceProfileRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfInstanceProfiles.Read(request.Tags);
        if (await call.Transaction.FindInstanceProfileAsync(call.Account, request.InstanceProfileName, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException($"Instance Profile {request.InstanceProfileName} already exists.");
        }

        if (!await call.Transaction.HasRoomAsync<InstanceProfile>(
            InstanceProfile.PrefixOf(call.Account), quotas.InstanceProfilesPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for InstanceProfilesPerAccount: {quotas.InstanceProfilesPerAccount}");
        }

        var profile = new InstanceProfile
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.InstanceProfileName,
            Path = request.Path ?? UserTable.RootPath,
            Id = call.Ids.NewUniqueId(InstanceProfile.IdPrefix),
            CreateDate = call.NowToTheSecond(),
            Tags = tags,
        };
        call.Transaction.Insert(profile);

        // Unlike GetInstanceProfile, the answer has no list of tags when there are none.
        var shape = await profile.ToListedShapeAsync(call, cancellationToken);
        return new() { InstanceProfile = shape with { Tags = tags.ToShapesOrNull() } };
    }
}
