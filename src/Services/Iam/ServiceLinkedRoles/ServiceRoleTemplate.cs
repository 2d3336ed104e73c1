using System.Collections.Frozen;

namespace Holdfast.Services.Iam.ServiceLinkedRoles;

/// <summary>What the role of a service is made from.</summary>
/// <param name="Service">The service principal, which "is unique and case-sensitive" (CreateServiceLinkedRole).</param>
/// <param name="RoleName">The name of the role, without a suffix.</param>
/// <param name="PolicyName">The name of the managed policy that says what the service may do by it.</param>
/// <param name="AllowsSuffix">Whether an account may have several, told apart by a suffix.</param>
internal sealed record ServiceRoleTemplate(string Service, string RoleName, string PolicyName, bool AllowsSuffix = false)
{
    /// <summary>What stands between the name and a suffix.</summary>
    public const char SuffixSeparator = '_';

    // From the pages on service-linked roles in the guides of the services ("AWS services that work with IAM" links them all).
    private static readonly ServiceRoleTemplate[] Known =
    [
        new("access-analyzer.amazonaws.com", "AWSServiceRoleForAccessAnalyzer", "AccessAnalyzerServiceRolePolicy"),
        new("accountdiscovery.ssm.amazonaws.com", "AWSServiceRoleForAmazonSSM_AccountDiscovery", "AWSSystemsManagerAccountDiscoveryServicePolicy"),
        new("acm.amazonaws.com", "AWSServiceRoleForCertificateManager", "CertificateManagerServiceRolePolicy"),
        new("agentless.inspector2.amazonaws.com", "AWSServiceRoleForAmazonInspector2Agentless", "AmazonInspector2AgentlessServiceRolePolicy"),
        new("airflow.amazonaws.com", "AWSServiceRoleForAmazonMWAA", "AmazonMWAAServiceRolePolicy"),
        new("apidestinations.events.amazonaws.com", "AWSServiceRoleForAmazonEventBridgeApiDestinations", "AmazonEventBridgeApiDestinationsServiceRolePolicy"),
        new("application-insights.amazonaws.com", "AWSServiceRoleForApplicationInsights", "CloudwatchApplicationInsightsServiceLinkedRolePolicy"),
        new("appmesh.amazonaws.com", "AWSServiceRoleForAppMesh", "AWSAppMeshServiceRolePolicy"),
        new("appstream.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_AppStreamFleet", "AWSApplicationAutoscalingAppStreamFleetPolicy"),
        new("appsync.amazonaws.com", "AWSServiceRoleForAppSync", "AWSAppSyncServiceRolePolicy"),
        new("auditmanager.amazonaws.com", "AWSServiceRoleForAuditManager", "AWSAuditManagerServiceRolePolicy"),
        new("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling", "AutoScalingServiceRolePolicy", AllowsSuffix: true),
        new("autoscaling-plans.amazonaws.com", "AWSServiceRoleForAutoScalingPlans_EC2AutoScaling", "AWSAutoScalingPlansEC2AutoScalingPolicy"),
        new("backup.amazonaws.com", "AWSServiceRoleForBackup", "AWSBackupServiceLinkedRolePolicyForBackup"),
        new("batch.amazonaws.com", "AWSServiceRoleForBatch", "BatchServiceRolePolicy"),
        new("cassandra.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_CassandraTable", "AWSApplicationAutoscalingCassandraTablePolicy"),
        new("channels.lex.amazonaws.com", "AWSServiceRoleForLexChannels", "LexChannelPolicy"),
        new("channels.lexv2.amazonaws.com", "AWSServiceRoleForLexV2Channels", "AmazonLexChannelsAccess", AllowsSuffix: true),
        new("cks.kms.amazonaws.com", "AWSServiceRoleForKeyManagementServiceCustomKeyStores", "AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy"),
        new("clientvpn.amazonaws.com", "AWSServiceRoleForClientVPN", "ClientVPNServiceRolePolicy"),
        new("cloud9.amazonaws.com", "AWSServiceRoleForAWSCloud9", "AWSCloud9ServiceRolePolicy"),
        new("cloudhsm.amazonaws.com", "AWSServiceRoleForCloudHSM", "CloudHSMServiceRolePolicy"),
        new("cloudtrail.amazonaws.com", "AWSServiceRoleForCloudTrail", "CloudTrailServiceRolePolicy"),
        new("cloudwatch-crossaccount.amazonaws.com", "AWSServiceRoleForCloudWatchCrossAccount", "CloudWatch-CrossAccountAccess"),
        new("codestar-notifications.amazonaws.com", "AWSServiceRoleForCodeStarNotifications", "AWSCodeStarNotificationsServiceRolePolicy"),
        new("cognito-idp.amazonaws.com", "AWSServiceRoleForAmazonCognitoIdp", "AmazonCognitoIdpServiceRolePolicy"),
        new("comprehend.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ComprehendEndpoint", "AWSApplicationAutoscalingComprehendEndpointPolicy"),
        new("compute-optimizer.amazonaws.com", "AWSServiceRoleForComputeOptimizer", "ComputeOptimizerServiceRolePolicy"),
        new("config.amazonaws.com", "AWSServiceRoleForConfig", "AWSConfigServiceRolePolicy"),
        new("config-conforms.amazonaws.com", "AWSServiceRoleForConfigConforms", "ConfigConformsServiceRolePolicy"),
        new("config-multiaccountsetup.amazonaws.com", "AWSServiceRoleForConfigMultiAccountSetup", "AWSConfigMultiAccountSetupPolicy"),
        new("connect.amazonaws.com", "AWSServiceRoleForAmazonConnect", "AmazonConnectServiceLinkedRolePolicy", AllowsSuffix: true),
        new("contributorinsights.dynamodb.amazonaws.com", "AWSServiceRoleForDynamoDBCloudWatchContributorInsights", "DynamoDBCloudWatchContributorInsightsServiceRolePolicy"),
        new("cost-optimization-hub.bcm.amazonaws.com", "AWSServiceRoleForCostOptimizationHub", "CostOptimizationHubServiceRolePolicy"),
        new("custom-resource.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_CustomResource", "AWSApplicationAutoScalingCustomResourcePolicy"),
        new("dax.amazonaws.com", "AWSServiceRoleForDAX", "DAXServiceRolePolicy"),
        new("delivery.logs.amazonaws.com", "AWSServiceRoleForLogDelivery", "AWSServiceRoleForLogDeliveryPolicy"),
        new("detective.amazonaws.com", "AWSServiceRoleForDetective", "AmazonDetectiveServiceLinkedRolePolicy"),
        new("docdb-elastic.amazonaws.com", "AWSServiceRoleForDocDB-Elastic", "AmazonDocDB-ElasticServiceRolePolicy"),
        new("dynamodb.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable", "AWSApplicationAutoscalingDynamoDBTablePolicy"),
        new("ec2-instance-connect.amazonaws.com", "AWSServiceRoleForEc2InstanceConnect", "Ec2InstanceConnectEndpoint"),
        new("ec2.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_EC2SpotFleetRequest", "AWSApplicationAutoscalingEC2SpotFleetRequestPolicy"),
        new("ec2fleet.amazonaws.com", "AWSServiceRoleForEC2Fleet", "AWSEC2FleetServiceRolePolicy"),
        new("ec2scheduled.amazonaws.com", "AWSServiceRoleForEC2ScheduledInstances", "AWSServiceRoleForEC2ScheduledInstances"),
        new("ecs.amazonaws.com", "AWSServiceRoleForECS", "AmazonECSServiceRolePolicy"),
        new("ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService", "AWSApplicationAutoscalingECSServicePolicy"),
        new("eks.amazonaws.com", "AWSServiceRoleForAmazonEKS", "AmazonEKSServiceRolePolicy"),
        new("eks-connector.amazonaws.com", "AWSServiceRoleForAmazonEKSConnector", "AmazonEKSConnectorServiceRolePolicy"),
        new("eks-fargate.amazonaws.com", "AWSServiceRoleForAmazonEKSForFargate", "AmazonEKSForFargateServiceRolePolicy"),
        new("eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup", "AWSServiceRoleForAmazonEKSNodegroup"),
        new("elasticache.amazonaws.com", "AWSServiceRoleForElastiCache", "ElastiCacheServiceRolePolicy"),
        new("elasticache.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ElastiCacheRG", "AWSApplicationAutoscalingElastiCacheRGPolicy"),
        new("elasticbeanstalk.amazonaws.com", "AWSServiceRoleForElasticBeanstalk", "AWSElasticBeanstalkServiceRolePolicy"),
        new("elasticfilesystem.amazonaws.com", "AWSServiceRoleForAmazonElasticFileSystem", "AmazonElasticFileSystemServiceRolePolicy"),
        new("elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing", "AWSElasticLoadBalancingServiceRolePolicy"),
        new("elasticmapreduce.amazonaws.com", "AWSServiceRoleForEMRCleanup", "AmazonEMRCleanupPolicy"),
        new("elasticmapreduce.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_EMRInstanceGroup", "AWSApplicationAutoscalingEMRInstanceGroupPolicy"),
        new("email.cognito-idp.amazonaws.com", "AWSServiceRoleForAmazonCognitoIdpEmailService", "AmazonCognitoIdpEmailServiceRolePolicy"),
        new("emr-containers.amazonaws.com", "AWSServiceRoleForAmazonEMRContainers", "AmazonEMRContainersServiceRolePolicy"),
        new("es.amazonaws.com", "AWSServiceRoleForAmazonElasticsearchService", "AmazonElasticsearchServiceRolePolicy"),
        new("events.amazonaws.com", "AWSServiceRoleForCloudWatchEvents", "CloudWatchEventsServiceRolePolicy"),
        new("fms.amazonaws.com", "AWSServiceRoleForFMS", "FMSServiceRolePolicy"),
        new("fsx.amazonaws.com", "AWSServiceRoleForAmazonFSx", "AmazonFSxServiceRolePolicy"),
        new("globalaccelerator.amazonaws.com", "AWSServiceRoleForGlobalAccelerator", "AWSGlobalAcceleratorSLRPolicy"),
        new("guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDuty", "AmazonGuardDutyServiceRolePolicy"),
        new("health.amazonaws.com", "AWSServiceRoleForHealth_Organizations", "Health_OrganizationsServiceRolePolicy"),
        new("imagebuilder.amazonaws.com", "AWSServiceRoleForImageBuilder", "AWSServiceRoleForImageBuilder"),
        new("inspector.amazonaws.com", "AWSServiceRoleForAmazonInspector", "AmazonInspectorServiceRolePolicy"),
        new("inspector2.amazonaws.com", "AWSServiceRoleForAmazonInspector2", "AmazonInspector2ServiceRolePolicy"),
        new("ipam.amazonaws.com", "AWSServiceRoleForIPAM", "AWSIPAMServiceRolePolicy"),
        new("kafka.amazonaws.com", "AWSServiceRoleForKafka", "KafkaServiceRolePolicy"),
        new("kafka.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_KafkaCluster", "AWSApplicationAutoscalingKafkaClusterPolicy"),
        new("kinesisreplication.dynamodb.amazonaws.com", "AWSServiceRoleForDynamoDBKinesisDataStreamsReplication", "DynamoDBKinesisReplicationServiceRolePolicy"),
        new("lakeformation.amazonaws.com", "AWSServiceRoleForLakeFormationDataAccess", "LakeFormationDataAccessServiceRolePolicy"),
        new("lambda.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency", "AWSApplicationAutoscalingLambdaConcurrencyPolicy"),
        new("lex.amazonaws.com", "AWSServiceRoleForLexBots", "LexBotPolicy"),
        new("lexv2.amazonaws.com", "AWSServiceRoleForLexV2Bots", "AmazonLexV2BotPolicy", AllowsSuffix: true),
        new("license-manager.amazonaws.com", "AWSServiceRoleForAWSLicenseManagerRole", "AWSLicenseManagerServiceRolePolicy"),
        new("license-manager.master-account.amazonaws.com", "AWSServiceRoleForAWSLicenseManagerMasterAccountRole", "AWSLicenseManagerMasterAccountRolePolicy"),
        new("license-manager.member-account.amazonaws.com", "AWSServiceRoleForAWSLicenseManagerMemberAccountRole", "AWSLicenseManagerMemberAccountRolePolicy"),
        new("logger.cloudfront.amazonaws.com", "AWSServiceRoleForCloudFrontLogger", "AWSCloudFrontLogger"),
        new("macie.amazonaws.com", "AWSServiceRoleForAmazonMacie", "AmazonMacieServiceRolePolicy"),
        new("maintenance.elasticbeanstalk.amazonaws.com", "AWSServiceRoleForElasticBeanstalkMaintenance", "AWSElasticBeanstalkMaintenance"),
        new("malware-protection.guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDutyMalwareProtection", "AmazonGuardDutyMalwareProtectionServiceRolePolicy"),
        new("managedupdates.elasticbeanstalk.amazonaws.com", "AWSServiceRoleForElasticBeanstalkManagedUpdates", "AWSElasticBeanstalkManagedUpdatesServiceRolePolicy"),
        new("management.chatbot.amazonaws.com", "AWSServiceRoleForAWSChatbot", "AWSChatbotServiceLinkedRolePolicy"),
        new("member.org.stacksets.cloudformation.amazonaws.com", "AWSServiceRoleForCloudFormationStackSetsOrgMember", "CloudFormationStackSetsOrgMemberServiceRolePolicy"),
        new("memorydb.amazonaws.com", "AWSServiceRoleForMemoryDB", "MemoryDBServiceRolePolicy"),
        new("mq.amazonaws.com", "AWSServiceRoleForAmazonMQ", "AmazonMQServiceRolePolicy"),
        new("mrk.kms.amazonaws.com", "AWSServiceRoleForKeyManagementServiceMultiRegionKeys", "AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy"),
        new("neptune.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_NeptuneCluster", "AWSApplicationAutoscalingNeptuneClusterPolicy"),
        new("network-firewall.amazonaws.com", "AWSServiceRoleForNetworkFirewall", "AWSNetworkFirewallServiceRolePolicy"),
        new("networkmanager.amazonaws.com", "AWSServiceRoleForNetworkManager", "AWSNetworkManagerServiceRolePolicy"),
        new("observability.aoss.amazonaws.com", "AWSServiceRoleForAmazonOpenSearchServerless", "AmazonOpenSearchServerlessServiceRolePolicy"),
        new("opensearchservice.amazonaws.com", "AWSServiceRoleForAmazonOpenSearchService", "AmazonOpenSearchServiceRolePolicy"),
        new("ops.apigateway.amazonaws.com", "AWSServiceRoleForAPIGateway", "APIGatewayServiceRolePolicy"),
        new("ops.emr-serverless.amazonaws.com", "AWSServiceRoleForAmazonEMRServerless", "AmazonEMRServerlessServiceRolePolicy"),
        new("opsdatasync.ssm.amazonaws.com", "AWSServiceRoleForSystemsManagerOpsDataSync", "AWSSystemsManagerOpsDataSyncServiceRolePolicy"),
        new("organizations.amazonaws.com", "AWSServiceRoleForOrganizations", "AWSOrganizationsServiceTrustPolicy"),
        new("pullthroughcache.ecr.amazonaws.com", "AWSServiceRoleForECRPullThroughCache", "AWSECRPullThroughCache_ServiceRolePolicy"),
        new("ram.amazonaws.com", "AWSServiceRoleForResourceAccessManager", "AWSResourceAccessManagerServiceRolePolicy"),
        new("rds.amazonaws.com", "AWSServiceRoleForRDS", "AmazonRDSServiceRolePolicy"),
        new("rds.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_RDSCluster", "AWSApplicationAutoscalingRDSClusterPolicy"),
        new("redshift.amazonaws.com", "AWSServiceRoleForRedshift", "AmazonRedshiftServiceLinkedRolePolicy"),
        new("remediation.config.amazonaws.com", "AWSServiceRoleForConfigRemediation", "AWSConfigRemediationServiceRolePolicy"),
        new("replication.dynamodb.amazonaws.com", "AWSServiceRoleForDynamoDBReplication", "DynamoDBReplicationServiceRolePolicy"),
        new("replication.ecr.amazonaws.com", "AWSServiceRoleForECRReplication", "ECRReplicationServiceRolePolicy"),
        new("replicator.lambda.amazonaws.com", "AWSServiceRoleForLambdaReplicator", "AWSLambdaReplicator"),
        new("reporting.trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisorReporting", "AWSTrustedAdvisorReportingServiceRolePolicy"),
        new("reports.backup.amazonaws.com", "AWSServiceRoleForBackupReports", "AWSServiceRolePolicyForBackupReports"),
        new("resource-explorer-2.amazonaws.com", "AWSServiceRoleForResourceExplorer", "AWSResourceExplorerServiceRolePolicy"),
        new("restore-testing.backup.amazonaws.com", "AWSServiceRoleForBackupRestoreTesting", "AWSServiceRolePolicyForBackupRestoreTesting"),
        new("rolesanywhere.amazonaws.com", "AWSServiceRoleForRolesAnywhere", "AWSRolesAnywhereServicePolicy"),
        new("route53resolver.amazonaws.com", "AWSServiceRoleForRoute53Resolver", "Route53ResolverServiceRolePolicy"),
        new("sagemaker.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint", "AWSApplicationAutoscalingSageMakerEndpointPolicy"),
        new("schemas.amazonaws.com", "AWSServiceRoleForSchemas", "AmazonEventBridgeSchemasServiceRolePolicy"),
        new("securityhub.amazonaws.com", "AWSServiceRoleForSecurityHub", "AWSSecurityHubServiceRolePolicy"),
        new("securitylake.amazonaws.com", "AWSServiceRoleForSecurityLake", "SecurityLakeServiceLinkedRole"),
        new("servicequotas.amazonaws.com", "AWSServiceRoleForServiceQuotas", "ServiceQuotasServiceRolePolicy"),
        new("shield.amazonaws.com", "AWSServiceRoleForAWSShield", "AWSShieldServiceRolePolicy"),
        new("spot.amazonaws.com", "AWSServiceRoleForEC2Spot", "AWSEC2SpotServiceRolePolicy"),
        new("spotfleet.amazonaws.com", "AWSServiceRoleForEC2SpotFleet", "AWSEC2SpotFleetServiceRolePolicy"),
        new("ssm.amazonaws.com", "AWSServiceRoleForAmazonSSM", "AmazonSSMServiceRolePolicy"),
        new("ssm-incidents.amazonaws.com", "AWSServiceRoleForIncidentManager", "AWSIncidentManagerServiceRolePolicy"),
        new("sso.amazonaws.com", "AWSServiceRoleForSSO", "AWSSSOServiceRolePolicy"),
        new("stacksets.cloudformation.amazonaws.com", "AWSServiceRoleForCloudFormationStackSetsOrgAdmin", "CloudFormationStackSetsOrgAdminServiceRolePolicy"),
        new("storage-lens.s3.amazonaws.com", "AWSServiceRoleForS3StorageLens", "S3StorageLensServiceRolePolicy"),
        new("support.amazonaws.com", "AWSServiceRoleForSupport", "AWSSupportServiceRolePolicy"),
        new("transitgateway.amazonaws.com", "AWSServiceRoleForVPCTransitGateway", "AWSVPCTransitGatewayServiceRolePolicy"),
        new("trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisor", "AWSTrustedAdvisorServiceRolePolicy"),
        new("vpc-lattice.amazonaws.com", "AWSServiceRoleForVpcLattice", "AWSVpcLatticeServiceRolePolicy"),
        new("waf.amazonaws.com", "AWSServiceRoleForWAFLogging", "WAFLoggingServiceRolePolicy"),
        new("waf-regional.amazonaws.com", "AWSServiceRoleForWAFRegionalLogging", "WAFRegionalLoggingServiceRolePolicy"),
        new("wafv2.amazonaws.com", "AWSServiceRoleForWAFV2Logging", "WAFV2LoggingServiceRolePolicy"),
    ];

    private static readonly FrozenDictionary<string, ServiceRoleTemplate> ByService =
        Known.ToFrozenDictionary(template => template.Service, StringComparer.Ordinal);

    /// <summary>All services whose roles can be made.</summary>
    public static IReadOnlyList<ServiceRoleTemplate> All => Known;

    /// <summary>The path of the role.</summary>
    public string Path => PathOf(Service);

    /// <summary>The document by which the service, and nobody else, may assume the role.</summary>
    public string Trust
        => $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{{Service}}}"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>Finds the template of a service; null when it has none.</summary>
    public static ServiceRoleTemplate? Find(string service) => ByService.GetValueOrDefault(service);

    /// <summary>The path of the roles of a service.</summary>
    public static string PathOf(string service) => $"{Roles.Role.ReservedPath}{service}/";

    /// <summary>The name of the role with a suffix, or without one.</summary>
    public string NameWith(string? suffix) => suffix is null ? RoleName : RoleName + SuffixSeparator + suffix;

    /// <summary>The ARN of the managed policy.</summary>
    public string PolicyArnIn(string partition) => $"arn:{partition}:iam::aws:policy{Roles.Role.ReservedPath}{PolicyName}";
}
