using System.Text.Json.Serialization;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Organizations;
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
[JsonSerializable(typeof(LoginProfile))]
[JsonSerializable(typeof(PasswordPolicy))]
[JsonSerializable(typeof(VirtualMfaDevice))]
[JsonSerializable(typeof(EnabledMfaDevice))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(RoleLastUse))]
[JsonSerializable(typeof(OrganizationFeatures))]
internal sealed partial class IamJson : JsonSerializerContext;
