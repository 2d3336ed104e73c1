using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Models.Tests.Proof;

/// <summary>A service of which everything was generated.</summary>
/// <param name="Folder">Its folder under <c>src/Services</c>.</param>
/// <param name="Model">Its model.</param>
/// <param name="Request">Finds the reader of an operation's request.</param>
/// <param name="Response">Finds the reader of an operation's response.</param>
/// <param name="Error">Finds the reader of an error by the name of its shape.</param>
internal sealed record ProofService(
    string Folder,
    ServiceModel Model,
    Func<string, Func<ShapeReader, IShape>?> Request,
    Func<string, Func<ShapeReader, IShape>?> Response,
    Func<string, Func<ShapeReader, IShape>?> Error)
{
    /// <summary>All services that have a model.</summary>
    public static IReadOnlyList<ProofService> All { get; } =
    [
        Of("AccessAnalyzer", new AccessAnalyzer.AccessAnalyzerService(), AccessAnalyzer.AccessAnalyzerCatalog.Request,
            AccessAnalyzer.AccessAnalyzerCatalog.Response, AccessAnalyzer.AccessAnalyzerCatalog.Error),
        Of("Account", new Account.AccountService(), Account.AccountCatalog.Request,
            Account.AccountCatalog.Response, Account.AccountCatalog.Error),
        Of("CloudFormation", new CloudFormation.CloudFormationService(), CloudFormation.CloudFormationCatalog.Request,
            CloudFormation.CloudFormationCatalog.Response, CloudFormation.CloudFormationCatalog.Error),
        Of("CloudTrail", new CloudTrail.CloudTrailService(), CloudTrail.CloudTrailCatalog.Request,
            CloudTrail.CloudTrailCatalog.Response, CloudTrail.CloudTrailCatalog.Error),
        Of("CloudTrailData", new CloudTrailData.CloudTrailDataService(), CloudTrailData.CloudTrailDataCatalog.Request,
            CloudTrailData.CloudTrailDataCatalog.Response, CloudTrailData.CloudTrailDataCatalog.Error),
        Of("CloudWatch", new CloudWatch.CloudWatchService(), CloudWatch.CloudWatchCatalog.Request,
            CloudWatch.CloudWatchCatalog.Response, CloudWatch.CloudWatchCatalog.Error),
        Of("Config", new Config.ConfigService(), Config.ConfigCatalog.Request,
            Config.ConfigCatalog.Response, Config.ConfigCatalog.Error),
        Of("Ec2", new Ec2.Ec2Service(), Ec2.Ec2Catalog.Request,
            Ec2.Ec2Catalog.Response, Ec2.Ec2Catalog.Error),
        Of("Events", new Events.EventsService(), Events.EventsCatalog.Request,
            Events.EventsCatalog.Response, Events.EventsCatalog.Error),
        Of("Iam", new Iam.IamService(), Iam.IamCatalog.Request,
            Iam.IamCatalog.Response, Iam.IamCatalog.Error),
        Of("Kms", new Kms.KmsService(), Kms.KmsCatalog.Request,
            Kms.KmsCatalog.Response, Kms.KmsCatalog.Error),
        Of("Logs", new Logs.LogsService(), Logs.LogsCatalog.Request,
            Logs.LogsCatalog.Response, Logs.LogsCatalog.Error),
        Of("Organizations", new Organizations.OrganizationsService(), Organizations.OrganizationsCatalog.Request,
            Organizations.OrganizationsCatalog.Response, Organizations.OrganizationsCatalog.Error),
        Of("S3", new S3.S3Service(), S3.S3Catalog.Request,
            S3.S3Catalog.Response, S3.S3Catalog.Error),
        Of("Sns", new Sns.SnsService(), Sns.SnsCatalog.Request,
            Sns.SnsCatalog.Response, Sns.SnsCatalog.Error),
        Of("Sqs", new Sqs.SqsService(), Sqs.SqsCatalog.Request,
            Sqs.SqsCatalog.Response, Sqs.SqsCatalog.Error),
        Of("Sts", new Sts.StsService(), Sts.StsCatalog.Request,
            Sts.StsCatalog.Response, Sts.StsCatalog.Error),
        Of("Support", new Support.SupportService(), Support.SupportCatalog.Request,
            Support.SupportCatalog.Response, Support.SupportCatalog.Error),
    ];

    /// <summary>The committed model file.</summary>
    public string ModelPath => Path.Combine(Repository.Services, Folder, "Model", Model.Name + ".json");

    private static ProofService Of(
        string folder,
        IService service,
        Func<string, Func<ShapeReader, IShape>?> request,
        Func<string, Func<ShapeReader, IShape>?> response,
        Func<string, Func<ShapeReader, IShape>?> error)
        => new(folder, service.Model, request, response, error);
}
