using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.CredentialReports;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.OpenIdConnectProviders;
using Holdfast.Services.Iam.Organizations;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Services.Iam.ServerCertificates;
using Holdfast.Services.Iam.ServiceLinkedRoles;
using Holdfast.Services.Iam.ServiceSpecificCredentials;
using Holdfast.Services.Iam.SignIn;
using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Services.Iam.SshPublicKeys;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam;

/// <summary>The JSON form in which the store keeps the records of the service.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AccountIdJson)])]
[JsonSerializable(typeof(IamAccount))]
[JsonSerializable(typeof(AccountAlias))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(AccessKey))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(Membership))]
[JsonSerializable(typeof(InlinePolicy))]
[JsonSerializable(typeof(ManagedPolicy))]
[JsonSerializable(typeof(ManagedPolicyVersion))]
[JsonSerializable(typeof(PolicyUse))]
[JsonSerializable(typeof(SamlProvider))]
[JsonSerializable(typeof(SamlMetadataPart))]
[JsonSerializable(typeof(WebProvider))]
[JsonSerializable(typeof(OutboundIssuer))]
[JsonSerializable(typeof(OutboundKey))]
[JsonSerializable(typeof(KeyUse))]
[JsonSerializable(typeof(ServiceUse))]
[JsonSerializable(typeof(UsageFold))]
[JsonSerializable(typeof(AccessJob))]
[JsonSerializable(typeof(CredentialReport))]
[JsonSerializable(typeof(LoginProfile))]
[JsonSerializable(typeof(PasswordPolicy))]
[JsonSerializable(typeof(VirtualMfaDevice))]
[JsonSerializable(typeof(EnabledMfaDevice))]
[JsonSerializable(typeof(SshPublicKey))]
[JsonSerializable(typeof(ServiceSpecificCredential))]
[JsonSerializable(typeof(SigningCertificate))]
[JsonSerializable(typeof(ServerCertificate))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(RoleLastUse))]
[JsonSerializable(typeof(OrganizationFeatures))]
[JsonSerializable(typeof(InstanceProfile))]
[JsonSerializable(typeof(RoleDeletion))]
[JsonSerializable(typeof(FailureCounter))]
internal sealed partial class IamJson : JsonSerializerContext;
