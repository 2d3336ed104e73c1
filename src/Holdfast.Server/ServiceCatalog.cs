using Holdfast.Kernel;

namespace Holdfast.Server;

/// <summary>The services of the server: one line each.</summary>
public static class ServiceCatalog
{
    /// <summary>Makes them all; a service costs nothing until it is called.</summary>
    public static IReadOnlyList<IService> All() =>
    [
        new Services.Iam.IamService(),
        new Services.Sts.StsService(),
        new Services.CloudTrail.CloudTrailService(),
        new Services.CloudTrailData.CloudTrailDataService(),
        new Services.Config.ConfigService(),
        new Services.Logs.LogsService(),
        new Services.CloudWatch.CloudWatchService(),
        new Services.Sns.SnsService(),
        new Services.Sqs.SqsService(),
        new Services.S3.S3Service(),
        new Services.Kms.KmsService(),
        new Services.Organizations.OrganizationsService(),
        new Services.Support.SupportService(),
        new Services.AccessAnalyzer.AccessAnalyzerService(),
        new Services.Events.EventsService(),
        new Services.CloudFormation.CloudFormationService(),
        new Services.Account.AccountService(),
        new Services.Ec2.Ec2Service(),
    ];
}
